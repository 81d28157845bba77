import { useSyncExternalStore } from 'react'
import type { EventId, RoomId } from '@parley/protocol'
import { Listeners } from '../../shared/listeners.ts'

/** What is to be said of the last command: a deletion can be undone, or it failed. */
export type Notice = { kind: 'deleted'; message: EventId; text: string } | { kind: 'told'; sentence: string }

/** How long a notice stays, and a deletion can be taken back. */
const NOTICE_MS = 6_000

/** By room: whoever looks elsewhere meanwhile finds it when they come back in time. [D14] */
const notices = new Map<RoomId, { notice: Notice; timer: ReturnType<typeof setTimeout> }>()
const listeners = new Listeners()

export function useNotice(room: RoomId): Notice | undefined {
  return useSyncExternalStore(listeners.subscribe, () => notices.get(room)?.notice)
}

/** Says something in a room for some seconds, in the place of what was said before. */
export function setNotice(room: RoomId, notice: Notice | undefined): void {
  clearTimeout(notices.get(room)?.timer)
  if (notice === undefined) notices.delete(room)
  else notices.set(room, { notice, timer: setTimeout(() => setNotice(room, undefined), NOTICE_MS) })
  listeners.tell()
}
