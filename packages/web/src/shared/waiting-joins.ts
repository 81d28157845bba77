import { useSyncExternalStore } from 'react'
import type { JoinRequest, RoomId } from '@parley/protocol'
import { access } from './access.ts'
import { Listeners } from './listeners.ts'

const listeners = new Listeners()
let waiting: readonly JoinRequest[] = []

/** Who waits to be let into rooms where one may let people in, as it was seen last. [R4] */
export function useWaitingJoins(): readonly JoinRequest[] {
  return useSyncExternalStore(listeners.subscribe, () => waiting)
}

/** How many of them wait for one room. */
export function useWaitingCount(room: RoomId): number {
  return useSyncExternalStore(
    listeners.subscribe,
    () => waiting.filter((request) => request.room === room).length,
  )
}

/** Looks again; what cannot be had stays as it was. */
export async function lookWhoWaits(): Promise<void> {
  const found = await access.allJoinRequests().catch(() => undefined)
  if (found === undefined || sameRequests(found, waiting)) return
  waiting = found
  listeners.tell()
}

function sameRequests(a: readonly JoinRequest[], b: readonly JoinRequest[]): boolean {
  return a.length === b.length && a.every(({ id }, index) => id === b[index]?.id)
}
