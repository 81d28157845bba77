import type { CommandInput, RoomEvent, RoomSnapshot, ServerFrame, WireError } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { openMemoryStore, serve } from '../src/index.ts'
import type { Configuration, RunningServer, ServerPorts } from '../src/index.ts'
import { requireDocumented } from './documented.ts'
import { configureModels } from '../src/models/index.ts'

/** A whole server in this process, at the tests' pace, with what it reported as faults. */
export async function openServer(
  ports: Partial<ServerPorts> & { settings?: Partial<Configuration> } = {},
): Promise<TestServer> {
  const { settings, ...rest } = ports
  const faults: string[] = []
  const server = await serve({
    configuration: {
      port: 0,
      host: '127.0.0.1',
      dataDirectory: '',
      seed: 'test',
      pace: 'instant',
      logLevel: 'silent',
      ...settings,
    },
    store: openMemoryStore(),
    models: await configureModels({ OLLAMA_HOST: '', PARLEY_PACE: 'instant' }),
    ownerName: 'Robin',
    delay: () => Promise.resolve(),
    limits: UNLIMITED,
    joins: WITHOUT_END,
    report: (message, details) => faults.push(`${message}: ${String(details['error'])}`),
    ...rest,
  })
  return new TestServer(server, await server.token(), faults)
}

const WITHOUT_END = { perSecond: 1e9, burst: 1e9 }
/** Tests are faster than any person; those of the limits give their own. */
const UNLIMITED = { commands: WITHOUT_END, signals: WITHOUT_END }

/** The owner's view of a server, over the wire. */
export class TestServer {
  readonly server: RunningServer
  readonly token: string
  readonly faults: string[]

  constructor(server: RunningServer, token: string, faults: string[]) {
    this.server = server
    this.token = token
    this.faults = faults
  }

  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${this.token}`, ...init.headers }
    const response = await fetch(this.server.url + path, { ...init, headers })
    const { method = 'GET' } = init
    if (!path.startsWith('/api/stream')) {
      requireDocumented(method, path, response.status, await response.clone().text())
    }
    return response
  }

  async command(room: string, command: CommandInput, id: string = randomUUID()): Promise<number> {
    const body = JSON.stringify({ id, command })
    const response = await this.request(`/api/rooms/${room}/commands`, { method: 'POST', body })
    const answer = (await response.json()) as { seq: number; error?: WireError }
    if (answer.error) throw new Error(answer.error.code)
    return answer.seq
  }

  async log(room: string): Promise<RoomEvent[]> {
    const response = await this.request(`/api/rooms/${room}/events?limit=500`)
    return ((await response.json()) as { events: RoomEvent[] }).events
  }

  async snapshot(room: string): Promise<RoomSnapshot> {
    return (await (await this.request(`/api/rooms/${room}?tail=100`)).json()) as RoomSnapshot
  }

  /** A room whose members are starter agents unless ids of others are given. */
  async createRoom(members: string[], more: Partial<CommandInput> = {}): Promise<string> {
    const room = `room-${randomUUID()}`
    await this.command(room, { type: 'create-room', members, ...more } as CommandInput)
    return room
  }

  /** Sees a room live, from its first event on. */
  async watch(room: string, after = 0): Promise<Watcher> {
    const socket = new WebSocket(`${this.server.url.replace('http', 'ws')}/channel`, ['parley.v1'], {
      headers: { authorization: `Bearer ${this.token}` },
    })
    const watcher = new Watcher(socket)
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    socket.send(JSON.stringify({ type: 'attach', ref: 'watch', room, after }))
    return watcher
  }
}

/** What a subscriber was delivered, and a way to wait for more. */
export class Watcher {
  readonly events: RoomEvent[] = []
  readonly #present = new Set<string>()
  readonly #socket: WebSocket
  #look: () => void = () => undefined

  constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data) => {
      for (const frame of [JSON.parse(String(data)) as ServerFrame | ServerFrame[]].flat()) {
        if (frame.type === 'events') this.events.push(...frame.events)
        if (frame.type !== 'presence') continue
        for (const member of frame.joined) this.#present.add(member)
        for (const member of frame.left) this.#present.delete(member)
      }
      this.#look()
    })
  }

  /** The first event, already delivered or yet to come, that `wanted` accepts. */
  async until(wanted: (event: RoomEvent) => boolean): Promise<RoomEvent> {
    for (;;) {
      const found = this.events.find(wanted)
      if (found !== undefined) return found
      await new Promise<void>((resolve) => (this.#look = resolve))
    }
  }

  /** Resolves when the member is connected. [C6] */
  async present(member: string): Promise<void> {
    while (!this.#present.has(member)) await new Promise<void>((resolve) => (this.#look = resolve))
  }

  close(): void {
    this.#socket.terminate()
  }
}
