import type { ConnectOptions } from '@parley/client'
import type { MemoryStorage } from '@parley/testkit'
import type { Principal } from '../packages/server/src/authority/principal.ts'
import { FAIR, Link } from './link.ts'
import type { Weather } from './link.ts'
import type { Random } from './random.ts'
import type { ServerProcess } from './server-process.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Between the clients and whichever server process answers at this moment. */
export class Network {
  weather: Weather = FAIR
  /** The process that new connections reach; undefined: nobody listens. */
  server: ServerProcess | undefined
  readonly #time: VirtualTime
  readonly #random: Random
  readonly #links = new Set<Link>()
  readonly #requests = new Set<() => void>()

  constructor(time: VirtualTime, random: Random) {
    this.#time = time
    this.#random = random
  }

  /** What a client of this principal needs to use this network. */
  optionsFor(principal: Principal, storage: MemoryStorage): ConnectOptions {
    const open = () => this.#open(principal)
    const fetch = (url: string) => this.#fetch(new URL(url), principal)
    return {
      url: 'http://server',
      storage,
      fetch: fetch as typeof globalThis.fetch,
      WebSocket: function Socket() {
        return open()
      } as unknown as NonNullable<ConnectOptions['WebSocket']>,
      transport: 'socket',
    }
  }

  /** Cuts some of the connections, or all, with everything that is under way on them. */
  cut(share = 1): void {
    for (const link of this.#links) if (share === 1 || this.#random.chance(share)) link.cut(1006)
    for (const fail of this.#requests) fail()
  }

  #open(principal: Principal): Link {
    const time = this.#time
    const { server } = this
    const link = new Link({
      time,
      random: this.#random,
      weather: () => this.weather,
      proceed: (run) => server?.life.proceed(run),
    })
    this.#links.add(link)
    link.addEventListener('close', () => this.#links.delete(link))
    time.after(this.#random.between(1, 20), () => {
      if (server === undefined || server !== this.server) return link.cut(1006)
      server.life.proceed(() => link.readyState === 0 && server.accept(link.open(), principal))
    })
    return link
  }

  #fetch(url: URL, principal: Principal): Promise<Response> {
    return new Promise((resolve, reject) => {
      const fail = () => {
        this.#requests.delete(fail)
        reject(new TypeError('the connection was reset'))
      }
      const answer = (status: number, body: unknown) => {
        if (!this.#requests.delete(fail)) return
        resolve({ ok: status === 200, status, json: async () => structuredClone(body) } as Response)
      }
      this.#requests.add(fail)
      this.#time.after(this.#random.between(1, 20), () => {
        const { server } = this
        if (server === undefined) return fail()
        server.life.proceed(() => {
          server.get(url.pathname + url.search, principal).then(
            (body) => answer(200, body),
            () => answer(503, {}),
          )
        })
      })
    })
  }
}
