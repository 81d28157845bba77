import type { ClientFrame, ServerFrame } from '@parley/protocol'
import type { TestServer, TestSession } from './test-server.ts'

/** What happens to a frame of the server on its way: the messages that arrive in its place. */
export type Fate = (frame: ServerFrame) => ServerFrame[]

/**
 * A network between clients and a `TestServer` in one process. Nothing moves until it is told to, so a
 * test decides what is lost, doubled or late.
 */
export class MemoryNetwork {
  readonly server: TestServer
  /** Whether new connections come about. */
  isUp = true
  fate: Fate = (frame) => [frame]
  readonly #links = new Set<Link>()

  constructor(server: TestServer) {
    this.server = server
  }

  /** What a client needs to use this network. */
  get options() {
    return {
      url: 'http://server.test',
      fetch: this.fetch,
      WebSocket: socketClass(this),
      transport: 'socket' as const,
    }
  }

  /** Stands in for the global function. */
  readonly fetch: typeof globalThis.fetch = async (input) => {
    const path = String(input).replace(/^https?:\/\/[^/]+/, '')
    if (!this.isUp) throw new TypeError('the network is down')
    const { status, body } = this.server.get(path)
    return Response.json(structuredClone(body), { status })
  }

  /** Moves everything that is under way, in both directions, until nothing is; answers whether anything was. */
  flush(): boolean {
    let rounds = 0
    while ([...this.#links].map((link) => link.flush()).some(Boolean)) rounds += 1
    return rounds > 0
  }

  /** Moves everything until nothing is under way, the answers to `fetch` included. Needs no timer. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_ROUNDS; quiet += 1) {
      if (this.flush()) quiet = 0
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  /** Cuts all connections; what is under way is lost. */
  cut(code = 1006): void {
    for (const link of [...this.#links]) {
      this.#links.delete(link)
      link.die(code)
    }
  }

  /** Hands the clients a message as it is. */
  inject(data: string): void {
    for (const link of this.#links) link.dispatchEvent(new MessageEvent('message', { data }))
  }

  remember(link: Link): void {
    this.#links.add(link)
  }

  forget(link: Link): void {
    this.#links.delete(link)
  }
}

/** What stands in for the global class. */
function socketClass(network: MemoryNetwork): new (url: string, protocols: string[]) => WebSocket {
  class NetworkSocket extends Link {
    constructor() {
      super(network)
      network.remember(this)
    }
  }
  return NetworkSocket as unknown as new (url: string, protocols: string[]) => WebSocket
}

/** Turns of the event loop after which the answer to a `fetch` has arrived. */
const QUIET_ROUNDS = 3

class Link extends EventTarget {
  readyState = 0
  readonly #network: MemoryNetwork
  #session: TestSession | undefined
  #toClient: ServerFrame[] = []
  #toServer: string[] = []

  constructor(network: MemoryNetwork) {
    super()
    this.#network = network
  }

  send(data: string): void {
    this.#toServer.push(data)
  }

  close(): void {
    this.die(1000)
  }

  die(code: number): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.#session?.end()
    this.#network.forget(this)
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }

  /** Answers whether anything moved. */
  flush(): boolean {
    if (this.readyState === 0) return this.#open()
    const toServer = this.#toServer.splice(0)
    for (const data of toServer) this.#session?.receive(JSON.parse(data) as ClientFrame)
    const toClient = this.#toClient.splice(0)
    for (const frame of toClient) {
      if (this.readyState !== 1) break
      this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }))
    }
    return toServer.length + toClient.length > 0
  }

  #open(): boolean {
    if (!this.#network.isUp) {
      this.die(1006)
      return true
    }
    this.readyState = 1
    this.#session = this.#network.server.connect((frame) => {
      this.#toClient.push(...(frame.type === 'hello' ? [frame] : this.#network.fate(frame)))
    })
    return true
  }
}
