import type { EventId, MemberId, NewEvent, RoomId } from '@parley/protocol'
import type { AppendRequest } from '../packages/server/src/store/store.ts'
import type { Log } from '../packages/server/src/log/log.ts'

export const PAT = 'pat' as MemberId

/** A room of Pat and some agents, in pace instant. */
export async function createRoom(log: Log, room: RoomId, agents: number): Promise<void> {
  const members = [
    { id: PAT, kind: 'person', name: 'Pat', role: 'owner' } as const,
    ...Array.from({ length: agents }, (_, index) => {
      return { id: `a_${index}` as MemberId, kind: 'agent', name: `Agent ${index}`, role: 'member' } as const
    }),
  ]
  const settings = { title: '', replyMode: 'autopilot', pace: 'instant', instructions: '' } as const
  const data = { ...settings, maxConsecutiveAgentMessages: 5, seed: 'seed' }
  await append(
    log,
    room,
    { type: 'room-created', id: newId(), by: PAT, data },
    ...members.map((member): NewEvent => {
      return { type: 'member-added', id: newId(), by: PAT, data: { member } }
    }),
  )
}

export async function append(log: Log, room: RoomId, ...events: AppendRequest['events']): Promise<void> {
  const { status } = await log.append({ room, events, at: Date.now(), fingerprint: 'benchmark' })
  if (status !== 'appended') throw new Error(`an append was answered with ${status}`)
}

export function post(text: string): NewEvent {
  return { type: 'message-posted', id: newId(), by: PAT, data: { text } }
}

let made = 0

export function newId(): EventId {
  return `benchmark-${(made += 1)}` as EventId
}
