import type { EventId, MemberId, RoomId } from '@parley/protocol'

/** What an address shows beside the list; `message`: the one that it leads to. */
export type Screen =
  | { kind: 'list' | 'new' | 'settings' | 'agents' | 'welcome' | 'missing' }
  /** Without an agent: a new one. */
  | { kind: 'agent'; agent?: MemberId }
  | { kind: 'room'; room: RoomId; message?: EventId }

const ID = '[A-Za-z0-9_-]{1,64}'
const AGENT = new RegExp(`^/agents/(${ID})$`, 'u')
const ROOM = new RegExp(`^/(?:r|rooms)/(${ID})(?:/messages/(${ID}))?$`, 'u')

/** The screen of a path. */
export function screenOf(path: string): Screen {
  const trimmed = path.replace(/\/+$/u, '')
  if (trimmed === '') return { kind: 'list' }
  if (trimmed === '/new') return { kind: 'new' }
  if (trimmed === '/welcome') return { kind: 'welcome' }
  if (trimmed === '/settings') return { kind: 'settings' }
  if (trimmed === '/agents') return { kind: 'agents' }
  const agent = AGENT.exec(trimmed)?.[1]
  if (agent !== undefined) return { kind: 'agent', ...(agent === 'new' ? {} : { agent: agent as MemberId }) }
  const [, room, message] = ROOM.exec(trimmed) ?? []
  if (room === undefined) return { kind: 'missing' }
  return { kind: 'room', room: room as RoomId, ...(message ? { message: message as EventId } : {}) }
}
