import { useCallback, useState, useSyncExternalStore } from 'react'
import type { ConnectionStatus, ParleyClient, RoomState } from '@parley/client'
import type { Agent, Me, MemberId, RoomId } from '@parley/protocol'
import { onceAFrame } from './frame-pace.ts'
import { FirstLook } from './first-look.ts'
import { allHeldStill, heldStill } from './held-still.ts'
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

/**
 * One room, in which the text of a message that streams stays as it was first seen until it is complete: renders only
 * when something else changes, and not with every word. For views whose messages follow their words by themselves.
 */
export function useStillRoom(id: RoomId): RoomState | undefined {
  const [still] = useState(() => {
    let last: RoomState | undefined
    return (now: RoomState | undefined) => (last = heldStill(last, now, 0))
  })
  return useClientState((client) => still(client.room(id)))
}

/**
 * All rooms, last active first, in which the text of a message that streams stays as it is once it has as many
 * `characters`, until it is complete: for a list that shows how messages begin.
 */
export function useStillRooms(characters: number): readonly RoomState[] {
  const [still] = useState(() => {
    let last: readonly RoomState[] = []
    return (now: readonly RoomState[]) => (last = allHeldStill(last, now, characters))
  })
  return useClientState((client) => still(client.rooms))
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
  const [first] = useState(() => new FirstLook<Value>())
  const subscribe = useCallback(
    (listener: () => void) => {
      first.end()
      return client.subscribe(onceAFrame(listener))
    },
    [client, first],
  )
  const read = () => first.at(() => select(client))
  return useSyncExternalStore(subscribe, read, read)
}
