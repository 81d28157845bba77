import type { EventId, MemberId, NewEvent, RoomId, ServerFrame } from '@parley/protocol'
import { viewOfLog } from '@parley/room'
import { MemoryNetwork, MemoryStorage, TestServer } from '@parley/testkit'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connect } from './connect.ts'
import type { ParleyClient } from './parley-client.ts'

const [ann, bob, cook] = ['ann', 'bob', 'cook'] as MemberId[] as [MemberId, MemberId, MemberId]
const kitchen = 'kitchen' as RoomId

type Step =
  | { do: 'append'; what: 'post' | 'start' | 'chunk' | 'finish' | 'react' | 'leave' | 'rename'; pick: number }
  | { do: 'publish' | 'post' | 'cut' | 'reload' | 'older' | 'toggle' }
  | { do: 'pass'; ms: number }
type Fate = 'arrives' | 'is lost' | 'comes twice' | 'overlaps' | 'comes late'

const append = fc.record({
  do: fc.constant('append' as const),
  what: fc.constantFrom('post', 'start', 'chunk', 'chunk', 'chunk', 'finish', 'react', 'leave', 'rename'),
  pick: fc.nat(20),
}) as fc.Arbitrary<Step>
const act = fc
  .constantFrom('publish', 'publish', 'post', 'cut', 'reload', 'older', 'toggle')
  .map((name) => ({ do: name }))
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: append },
    { weight: 4, arbitrary: act as fc.Arbitrary<Step> },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 8_000 }) }),
    },
  ),
  { maxLength: 60 },
)
const fates = fc.array(
  fc.constantFrom<Fate>('arrives', 'arrives', 'is lost', 'comes twice', 'overlaps', 'comes late'),
  {
    minLength: 1,
    maxLength: 12,
  },
)

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000, toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
})

afterEach(() => {
  vi.useRealTimers()
})

test('[C1, C3, C4] whatever is cut, lost, doubled or late, the client ends with the view of the log', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fates, async (script, fortune) => {
      const world = new World(fortune)
      // Before its first greeting a client does not know whose messages it would have to keep.
      await world.network.settle()
      for (const step of script) await world.run(step)
      await world.end()
    }),
    { numRuns: 150 },
  )
})

/** A server whose network does to event frames what the fates say, in turn. */
class World {
  readonly server = new TestServer(ann)
  readonly network = new MemoryNetwork(this.server)
  readonly storage = new MemoryStorage()
  readonly posted: string[] = []
  readonly #fates: readonly Fate[]
  #frames = 0
  #late: ServerFrame | undefined
  #events = 0
  client: ParleyClient

  constructor(fortune: readonly Fate[]) {
    this.#fates = fortune
    this.server.book.createRoom(kitchen, [ann, bob], [cook])
    for (let index = 0; index < 60; index += 1) this.#append('post', index)
    this.network.fate = (frame) => this.#befall(frame)
    this.client = this.#open()
  }

  async run(step: Step): Promise<void> {
    switch (step.do) {
      case 'append':
        this.#append(step.what, step.pick)
        break
      case 'publish':
        this.server.publish(kitchen)
        await this.network.settle()
        break
      case 'post':
        this.posted.push(this.client.post(kitchen, `posted ${this.posted.length}`))
        break
      case 'cut':
        this.network.cut()
        break
      case 'reload':
        await this.network.settle()
        this.client.close()
        this.client = this.#open()
        await this.network.settle()
        break
      case 'older':
        void this.client
          .loadOlder(kitchen)
          .catch((error: { code: string }) => expect(error.code).toBe('unavailable'))
        break
      case 'toggle':
        this.network.isUp = !this.network.isUp
        break
      case 'pass':
        vi.advanceTimersByTime(step.ms)
        await this.network.settle()
    }
  }

  /** The network is well again; one more event shows what was missed. */
  async end(): Promise<void> {
    this.network.isUp = true
    this.network.fate = (frame) => [frame]
    for (let second = 0; second < 15; second += 1) await this.run({ do: 'pass', ms: 1_000 })
    this.#append('post', 0)
    await this.run({ do: 'publish' })
    const { client, server } = this
    const state = client.room(kitchen)
    const whole = viewOfLog(server.book.log(kitchen))
    expect(client.status).toBe('online')
    expect(state?.synced).toBe(true)
    expect(state?.pending).toEqual([])
    expect(state?.view.head).toEqual(whole?.head)
    const timeline = state?.view.timeline ?? []
    expect(timeline).toEqual(whole?.timeline.slice(-timeline.length))
    expect(state?.view.more).toBe(timeline.length < (whole?.timeline.length ?? 0))
    expect(new Set(timeline.map(({ id }) => id)).size).toBe(timeline.length)
    const arrived = server.book.log(kitchen).filter(({ id }) => this.posted.includes(id))
    expect(arrived.map(({ id }) => id)).toEqual(this.posted)
    expect(this.storage.keys.filter((key) => key.startsWith('parley.outbox.'))).toEqual([])
    client.close()
  }

  #open(): ParleyClient {
    return connect({ ...this.network.options, storage: this.storage })
  }

  #befall(frame: ServerFrame): ServerFrame[] {
    if (frame.type !== 'events') return [frame]
    const fate = this.#fates[this.#frames++ % this.#fates.length]
    const late = this.#late === undefined ? [] : [this.#late]
    this.#late = undefined
    switch (fate) {
      case 'is lost':
        return late
      case 'comes twice':
        return [frame, frame, ...late]
      case 'overlaps': {
        const after = Math.max(0, frame.after - 3) as typeof frame.after
        return [{ ...frame, after, events: this.server.book.eventsAfter(kitchen, after, frame.to) }, ...late]
      }
      case 'comes late':
        this.#late = frame
        return late
      default:
        return [frame, ...late]
    }
  }

  #append(what: (Step & { do: 'append' })['what'], pick: number): void {
    const id = `e${(this.#events += 1)}` as EventId
    const event = this.#event(what, pick, id)
    if (event !== undefined) this.server.book.append(kitchen, event)
  }

  #event(what: (Step & { do: 'append' })['what'], pick: number, id: EventId): NewEvent | undefined {
    const timeline = viewOfLog(this.server.book.log(kitchen))?.timeline ?? []
    const streaming = timeline.findLast((item) => item.kind === 'message' && item.status === 'streaming')
    const some = timeline[pick % Math.max(1, timeline.length)]
    switch (what) {
      case 'post':
        return { id, by: bob, type: 'message-posted', data: { text: `text ${id}` } }
      case 'start':
        return { id, by: cook, type: 'message-started', data: {} }
      case 'chunk':
        if (streaming === undefined) return undefined
        return { id, by: cook, type: 'message-appended', data: { message: streaming.id, text: `${pick} ` } }
      case 'finish': {
        if (streaming?.kind !== 'message') return undefined
        const { id: message, text } = streaming
        return { id, by: cook, type: 'message-finished', data: { message, text, status: 'complete' } }
      }
      case 'react':
        if (some?.kind !== 'message') return undefined
        return { id, by: cook, type: 'reaction-added', data: { message: some.id, reaction: 'heart' } }
      case 'leave':
        return { id, by: ann, type: 'member-removed', data: { member: bob } }
      case 'rename':
        return { id, by: ann, type: 'room-changed', data: { title: `title ${pick}` } }
    }
  }
}
