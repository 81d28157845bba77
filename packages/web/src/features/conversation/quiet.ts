import type { RoomHead, SystemLine, TimelineItem, TurnId } from '@parley/protocol'
import { agentsOf } from '@parley/room'

/** What a person may ask of a room in which nobody is at work. */
export type Offer =
  | { intent: 'start' | 'continue'; turn?: undefined }
  | { intent: 'retry'; turn: TurnId }
  | undefined

const LOUD: readonly string[] = ['silenced', 'failed'] satisfies SystemLine['line']['type'][]

/**
 * What to offer at the end of a conversation: to start or go on where two agents or more could talk
 * with each other [D2], to try again where the last thing was a failure [M8]; nothing while a turn
 * runs, and nothing elsewhere.
 */
export function offerOf(head: RoomHead, timeline: readonly TimelineItem[]): Offer {
  if (head.turns.length > 0) return undefined
  const last = timeline.at(-1)
  if (last?.kind === 'line' && last.line.type === 'failed') {
    // Also where the fault will not go by itself: somebody may have mended it meanwhile.
    return { intent: 'retry', turn: last.line.turn }
  }
  if (head.settings.replyMode !== 'autopilot' || agentsOf(head).length < 2) return undefined
  // Who came, who left and what the room is called do not break a silence.
  const spoken = timeline.findLast((item) => item.kind === 'message' || LOUD.includes(item.line.type))
  if (spoken === undefined) return { intent: 'start' }
  return spoken.kind === 'line' && spoken.line.type === 'silenced' ? { intent: 'continue' } : undefined
}
