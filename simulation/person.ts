import { connect } from '@parley/client'
import type { ParleyClient } from '@parley/client'
import type { CommandInput, EventId, MemberId, RoomId, Seq } from '@parley/protocol'
import { MemoryStorage } from '@parley/testkit'
import type { Principal } from '../packages/server/src/authority/principal.ts'
import type { Network } from './network.ts'

/** Somebody with a real client, who comes and goes; what was promised to them is kept to be checked. */
export class Person {
  readonly principal: Principal
  client: ParleyClient | undefined
  /** When this client came, in the world's time. */
  arrivedAt = 0
  /** Commands that were acknowledged. */
  readonly promised: { room: RoomId; id: EventId; seq: Seq }[] = []
  posted: readonly { room: RoomId; id: EventId }[] = []
  /** What was posted before this client had been greeted once: it is stored from then on. */
  #unstored: EventId[] = []
  #isGreeted = false
  readonly #storage = new MemoryStorage()
  readonly #network: Network
  readonly #now: () => number
  #commands = 0

  constructor(name: string, network: Network, now: () => number) {
    this.principal = { id: name.toLowerCase() as MemberId, name }
    this.#network = network
    this.#now = now
  }

  arrive(): ParleyClient {
    if (this.client !== undefined) return this.client
    const client = connect(this.#network.optionsFor(this.principal, this.#storage))
    client.subscribe(() => {
      this.#isGreeted ||= client.status === 'online'
      if (this.#isGreeted) this.#unstored = []
    })
    this.client = client
    this.arrivedAt = this.#now()
    return client
  }

  /** Closes the lid: what is not acknowledged stays in the storage of the device. */
  leave(): void {
    this.client?.close()
    this.client = undefined
    this.posted = this.posted.filter(({ id }) => !this.#unstored.includes(id))
    this.#unstored = []
    this.#isGreeted = false
  }

  post(room: RoomId, text: string): void {
    const id = this.arrive().post(room, text)
    this.posted = [...this.posted, { room, id }]
    if (!this.#isGreeted) this.#unstored.push(id)
  }

  command(room: RoomId, command: CommandInput): void {
    const id = `${this.principal.id}-${(this.#commands += 1)}` as EventId
    this.arrive()
      .command(room, command, id)
      .then(
        ({ seq }) => void this.promised.push({ room, id, seq: seq as Seq }),
        // Refused, or nobody answered in time: nothing was promised.
        () => undefined,
      )
  }
}
