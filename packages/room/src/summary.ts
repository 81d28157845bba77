import type { RoomEvent, RoomHead } from '@parley/protocol'

/**
 * The summary of the room's history that holds after `event`, or undefined. Whatever it was made of must still
 * stand as it was: an edited or deleted message that it covers, or of which nobody knows, ends it. [D14, M6]
 */
export function foldSummary(summary: RoomHead['summary'], event: RoomEvent): RoomHead['summary'] {
  switch (event.type) {
    case 'history-summarised': {
      const { upTo } = event.data
      if (upTo === 0) return undefined
      return summary !== undefined && summary.upTo >= upTo ? summary : { event: event.id, upTo }
    }
    case 'message-edited':
    case 'message-deleted':
      return summary !== undefined && (event.data.seq ?? 0) <= summary.upTo ? undefined : summary
    default:
      return summary
  }
}
