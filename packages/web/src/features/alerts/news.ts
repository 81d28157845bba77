import type { MemberId, Message, RoomId, Seq } from '@parley/protocol'
import type { RoomState } from '@parley/client'

/** Something that a reader may be told of. */
export type News =
  | { kind: 'sent'; room: RoomId }
  | { kind: 'message'; room: RoomId; message: Message }
  | { kind: 'reaction'; room: RoomId; message: Message; by: MemberId }

/** Only what stands near the end of a room can be news. */
const NEAR_END = 30

/**
 * What is new in a room since `before`: one's own message that was sent off, messages of others that are
 * complete now, reactions of others. What was there when the room came into view is no news. [W1]
 */
export function newsOf(before: RoomState, after: RoomState, me: MemberId): News[] {
  const room = after.id
  const news: News[] = []
  const waiting = new Set(before.pending.map(({ id }) => id))
  if (after.pending.some(({ id, state }) => state === 'sending' && !waiting.has(id)))
    news.push({ kind: 'sent', room })
  if (after.view === before.view || !before.synced) return news
  const known = new Map(before.view.timeline.slice(-2 * NEAR_END).map((item) => [item.id, item]))
  const since: Seq | 0 = before.view.timeline.at(-1)?.seq ?? 0
  for (const item of after.view.timeline.slice(-NEAR_END)) {
    if (item.kind !== 'message' || item.deleted) continue
    const earlier = known.get(item.id)
    const was = earlier?.kind === 'message' ? earlier : undefined
    const isOld = was === undefined && item.seq <= since
    if (isOld) continue
    const isComplete = item.status === 'complete' && item.text !== ''
    if (item.by !== me && isComplete && was?.status !== 'complete')
      news.push({ kind: 'message', room, message: item })
    const given = item.reactions.find(
      ({ by, reaction }) =>
        by !== me && !was?.reactions.some((other) => other.by === by && other.reaction === reaction),
    )
    if (given !== undefined) news.push({ kind: 'reaction', room, message: item, by: given.by })
  }
  return news
}
