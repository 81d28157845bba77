import { Agent } from '@parley/protocol'
import type { MemberId, RoomId } from '@parley/protocol'
import { forgetCard } from '../cards/index.ts'
import type { Records } from '../store/records.ts'

const DELETED = 'deleted-agent'
/** How long a deletion can be taken back. */
export const RESTORABLE_MS = 24 * 60 * 60_000

/** What brings an agent back: itself, and the rooms that it had to leave. */
export type DeletedAgent = { agent: Agent; rooms: RoomId[] }

/** Notes an agent before it goes; what was noted too long ago is forgotten for good. */
export async function noteDeleted(
  records: Records,
  { agent, rooms }: DeletedAgent,
  now: number,
): Promise<void> {
  const ended = await records.remove(DELETED, [{ field: 'at', operator: 'lt', value: now - RESTORABLE_MS }])
  for (const { id } of ended) await forgetCard(records, id as MemberId)
  await records.remove(DELETED, [{ field: 'id', value: agent.id }])
  await records.add(DELETED, { id: agent.id, at: now, agent: JSON.stringify(agent), rooms })
}

/** The agent, once: who asks again is told that there is none. */
export async function takeDeleted(
  records: Records,
  id: MemberId,
  now: number,
): Promise<DeletedAgent | undefined> {
  const [found] = await records.remove(DELETED, [
    { field: 'id', value: id },
    { field: 'at', operator: 'gte', value: now - RESTORABLE_MS },
  ])
  if (found === undefined) return undefined
  return { agent: Agent.parse(JSON.parse(String(found['agent']))), rooms: found['rooms'] as RoomId[] }
}
