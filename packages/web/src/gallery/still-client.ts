import { connect } from '@parley/client'
import type { ParleyClient, RoomState } from '@parley/client'
import { ME } from './people.ts'

/** A line that never answers. */
class SilentSocket extends EventTarget {
  readonly readyState = 0
  send(): void {
    // Nobody is at the other end.
  }
  close(): void {
    // It was never open.
  }
}

/** A client that is online, knows these rooms, and never hears of anything new. */
export function stillClient(rooms: readonly RoomState[]): ParleyClient {
  const client = connect({
    url: 'http://gallery.invalid',
    fetch: () => new Promise<never>(() => undefined),
    WebSocket: SilentSocket as unknown as new () => WebSocket,
    transport: 'socket',
  })
  const shown: Partial<ParleyClient> = {
    status: 'online',
    me: {
      id: ME,
      name: 'Robin',
      guest: false,
      model: { rehearsal: false },
      server: { version: '' },
    } as never,
    rooms,
    agents: [],
    room: (id) => rooms.find((room) => room.id === id),
  }
  return new Proxy(client, {
    get(target, key) {
      if (Object.hasOwn(shown, key)) return shown[key as keyof ParleyClient]
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
