import type { RoomId } from '@parley/protocol'

/** What an address shows beside the list. */
export type Screen = { kind: 'list' | 'new' | 'missing' } | { kind: 'room'; room: RoomId }

/** The screen of a path. */
export function screenOf(path: string): Screen {
  const trimmed = path.replace(/\/+$/u, '')
  if (trimmed === '') return { kind: 'list' }
  if (trimmed === '/new') return { kind: 'new' }
  const room = /^\/r\/([A-Za-z0-9_-]{1,64})$/u.exec(trimmed)?.[1]
  return room === undefined ? { kind: 'missing' } : { kind: 'room', room: room as RoomId }
}
