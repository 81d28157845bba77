import { useCallback, useSyncExternalStore } from 'react'
import type { ConnectionStatus, ParleyClient, RoomState } from '@parley/client'
import type { Agent, Me, MemberId, RoomId } from '@parley/protocol'
import { onceAFrame } from './frame-pace.ts'
import { useParley } from './parley-context.ts'

type Typist = RoomState['typing'][number]

const NOBODY: readonly Typist[] = []
const NO_MEMBERS: ReadonlySet<MemberId> = new Set()

/** The state of the connection. */
export function useConnection(): ConnectionStatus {
  return useClientState((client) => client.status)
}

/** Who one is; undefined until the server has told it. */
export function useMe(): Me | undefined {
  return useClientState((client) => client.me)
}

/** All rooms, last active first. Renders on every change of any room: for a list of them. */
export function useRooms(): readonly RoomState[] {
  return useClientState((client) => client.rooms)
}

/** One room, or undefined where it is not known (yet). Renders only when this room changes. */
export function useRoom(id: RoomId): RoomState | undefined {
  return useClientState((client) => client.room(id))
}

/** Who types in a room, oneself left out. Renders only when that changes. [D7] */
export function useTyping(id: RoomId): readonly Typist[] {
  return useClientState((client) => client.room(id)?.typing ?? NOBODY)
}

/** The members who are connected to a room; agents are not, and are always here. [C6] */
export function usePresent(id: RoomId): ReadonlySet<MemberId> {
  return useClientState((client) => client.room(id)?.present ?? NO_MEMBERS)
}

/** The agents that `loadAgents` has fetched. */
export function useAgents(): readonly Agent[] {
  return useClientState((client) => client.agents)
}

/** `select` must answer a reference that is stable while nothing changes: everything of the client is. */
function useClientState<Value>(select: (client: ParleyClient) => Value): Value {
  const client = useParley()
  const subscribe = useCallback((listener: () => void) => client.subscribe(onceAFrame(listener)), [client])
  const read = () => select(client)
  return useSyncExternalStore(subscribe, read, read)
}
