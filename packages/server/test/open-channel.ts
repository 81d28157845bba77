import type { MemberId } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import { issueToken } from '../src/authority/tokens.ts'
import { openMemoryStore } from '../src/index.ts'
import type { ServerPorts } from '../src/index.ts'
import type { Store } from '../src/store/store.ts'
import { ChannelClient } from './channel-client.ts'
import { openServer } from './open-server.ts'
import type { TestServer } from './open-server.ts'

/** A server with its channel seen from outside: clients of the owner and of other people. */
export class TestChannel {
  readonly parley: TestServer
  readonly store: Store
  readonly #clients: ChannelClient[] = []

  private constructor(parley: TestServer, store: Store) {
    this.parley = parley
    this.store = store
  }

  static async open(ports: Partial<ServerPorts> = {}): Promise<TestChannel> {
    const store = ports.store ?? openMemoryStore()
    return new TestChannel(await openServer({ ...ports, store }), store)
  }

  get url(): string {
    return this.parley.server.url
  }

  /** Another person of the workspace. */
  async person(name: string): Promise<{ id: MemberId; token: string }> {
    const id = `p_${randomUUID()}` as MemberId
    await this.store.directory.putPerson({ id, name, createdAt: 0 })
    const holder = { member: id, kind: 'person', createdBy: id } as const
    return { id, token: (await issueToken(this.store.directory, holder, Date.now())).token }
  }

  /** A room of people, in which nobody speaks unasked. */
  peopleRoom(members: string[] = []): Promise<string> {
    return this.parley.createRoom(members, { replyMode: 'manual' })
  }

  async client(token = this.parley.token): Promise<ChannelClient> {
    const client = await ChannelClient.open(this.url, token)
    this.#clients.push(client)
    return client
  }

  /** Ends everything; answers what the server reported as its own faults. */
  async close(): Promise<string[]> {
    for (const client of this.#clients) client.socket.terminate()
    await this.parley.server.close()
    return this.parley.faults
  }
}
