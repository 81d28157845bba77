import type { EventId, MemberId, RoomId } from '@parley/protocol'
import { navigate, useHistoryState } from 'wouter/use-browser-location'

/** What an entry of the browser's history has besides its address. */
export type Visit = {
  /** When it was gone to: the same address gone to again is another visit. */
  at?: number
  /** Reached by a shortcut: the next key may be one too, so the composer does not take the focus. */
  byKey?: true
  /** The agent whose deletion can be taken back where it leads to. */
  deletedAgent?: { id: MemberId; name: string }
}

type Manner = { replace?: boolean } & Omit<Visit, 'at'>

/**
 * Goes to an address of the app: `/` the list, `/new`, `/welcome`, `/settings`, `/agents`, or what the paths below make.
 * What is at an address is said by `app/screen.ts`. [W6]
 */
export function go(to: string, { replace = false, ...visit }: Manner = {}): void {
  navigate<Visit>(to, { replace, state: { ...visit, at: Date.now() } })
}

/** The visit that is looked at. */
export function useVisit(): Visit {
  return useHistoryState<Visit | null>() ?? {}
}

/** A new room with this agent in it. */
export function newRoomPath(agent: MemberId): string {
  return `/new?with=${agent}`
}

export function roomPath(room: RoomId): string {
  return `/r/${room}`
}

/** The room with its details open. */
export function detailsPath(room: RoomId): string {
  return `/r/${room}?details=true`
}

export function messagePath(room: RoomId, message: EventId): string {
  return `/rooms/${room}/messages/${message}`
}

export function agentPath(agent: MemberId | 'new'): string {
  return `/agents/${agent}`
}
