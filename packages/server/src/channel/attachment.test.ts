import type { EventId, MemberId, RoomEvent, RoomId, Seq } from '@parley/protocol'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { EventPage } from '../store/store.ts'
import { Attachment } from './attachment.ts'
import { Topic } from './topic.ts'

const ROOM = 'room' as RoomId
type EventsFrame = { after: number; to: number; events: RoomEvent[] }

/** A log whose commits, publications and reads happen exactly when a test says so. */
class SteppedLog {
  readonly topic = new Topic(ROOM)
  #events: RoomEvent[] = []
  #committed: RoomEvent[][] = []
  /** Seq of the last event that was published. */
  published = 0
  readonly #folded = new Set<number>()
  #reads: (() => void)[] = []
  #stuck: (() => void)[] = []

  get head(): Seq {
    return this.#events.length as Seq
  }

  get isQuiet(): boolean {
    return this.#committed.length + this.#reads.length + this.#stuck.length === 0
  }

  /** Seqs that a reader of the log is owed: folded events leave no trace. */
  seqsAfter(after: number): number[] {
    return this.#visible(after).map(({ seq }) => seq)
  }

  commit(count: number): void {
    const events = Array.from({ length: count }, (_, index) => eventAt(this.head + index + 1))
    this.#events.push(...events)
    this.#committed.push(events)
  }

  /** The oldest batch that is committed and not published yet. */
  publish(): void {
    const events = this.#committed.shift()
    if (events === undefined) return
    this.published = events.at(-1)?.seq ?? this.published
    this.topic.publish(events)
  }

  fold(seq: number): void {
    if (seq < this.head) this.#folded.add(seq)
  }

  /** Answers the oldest read with what the log holds now. */
  read(): void {
    this.#reads.shift()?.()
  }

  drain(): void {
    this.#stuck.shift()?.()
  }

  readEvents(after: Seq, limit: number): Promise<EventPage> {
    return new Promise((resolve) => {
      this.#reads.push(() => {
        const events = this.#visible(after).slice(0, Math.min(limit, 3))
        const isLast = events.length === this.#visible(after).length
        const to = isLast ? this.head : (events.at(-1)?.seq ?? after)
        resolve({ after, to, head: this.head, events })
      })
    })
  }

  drained(): Promise<void> {
    return new Promise((resolve) => this.#stuck.push(resolve))
  }

  #visible(after: number): RoomEvent[] {
    return this.#events.filter(({ seq }) => seq > after && !this.#folded.has(seq))
  }
}

/** An attachment with what it sent. */
class Reader {
  readonly frames: EventsFrame[] = []
  readonly attachment: Attachment
  after = 0

  constructor(log: SteppedLog) {
    this.attachment = new Attachment(ROOM, {
      topic: log.topic,
      readEvents: (after, limit) => log.readEvents(after, limit),
      send: (message) => this.frames.push(parse(message)),
      drained: () => log.drained(),
      fail: (error) => {
        throw error
      },
    })
  }

  start(after: number, head: number): void {
    this.after = after
    this.attachment.start(after as Seq, head as Seq)
  }

  get seqs(): number[] {
    return this.frames.flatMap(({ events }) => events.map(({ seq }) => seq))
  }

  expectNoGap(): void {
    let cursor = this.after
    for (const { after, to, events } of this.frames) {
      expect(after).toBe(cursor)
      expect(to).toBeGreaterThan(after)
      for (const { seq } of events) {
        expect(seq).toBeGreaterThan(cursor)
        cursor = seq
      }
      expect(cursor).toBeLessThanOrEqual(to)
      cursor = to
    }
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setImmediate', 'clearImmediate'] })
})

afterEach(() => {
  vi.useRealTimers()
})

/** `settle`: whatever waits for a promise goes on before the next step. */
const step = fc
  .oneof(
    fc.record({ do: fc.constant('commit' as const), count: fc.integer({ min: 1, max: 5 }) }),
    fc.record({
      do: fc.constantFrom('publish' as const, 'flush' as const, 'read' as const, 'drain' as const),
    }),
    fc.record({ do: fc.constant('fold' as const), seq: fc.integer({ min: 1, max: 30 }) }),
    fc.record({
      do: fc.constantFrom('hold' as const, 'start' as const),
      share: fc.constantFrom(0, 0.5, 0.8, 1),
    }),
    fc.record({ do: fc.constant('close' as const), reader: fc.nat(5) }),
  )
  .chain((what) => fc.boolean().map((settle) => ({ ...what, settle })))

describe('attachment', () => {
  test('[C4] whatever the order of commits, publications, reads and attachments: each seq once, in order, without a gap', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const log = new SteppedLog()
        const held: Reader[] = []
        const started: Reader[] = []
        for (const current of steps) {
          switch (current.do) {
            case 'commit':
              log.commit(current.count)
              break
            case 'publish':
              log.publish()
              break
            case 'flush':
              vi.runAllTimers()
              break
            case 'read':
              log.read()
              break
            case 'drain':
              log.drain()
              break
            case 'fold':
              log.fold(current.seq)
              break
            case 'hold':
              held.push(new Reader(log))
              break
            case 'start': {
              // A head is as old as the last publication at worst; a snapshot may be newer than it.
              const reader = held.shift()
              reader?.start(Math.round(current.share * log.head), log.published)
              if (reader !== undefined) started.push(reader)
              break
            }
            case 'close':
              started.splice(current.reader, 1).forEach(({ attachment }) => attachment.close())
          }
          if (current.settle) await microtasks()
        }
        vi.runAllTimers()
        await microtasks()
        while (!log.isQuiet) {
          log.publish()
          vi.runAllTimers()
          log.read()
          log.drain()
          await microtasks()
        }
        for (const reader of started) {
          reader.expectNoGap()
          expect(reader.attachment.cursor).toBe(Math.max(log.head, reader.after))
          expect(reader.seqs).toEqual(expect.arrayContaining(log.seqsAfter(reader.after)))
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('[C4] a head that is older than what is published does not lose the events in between', async () => {
    const log = new SteppedLog()
    log.commit(2)
    log.publish()
    const reader = new Reader(log)
    log.commit(1)
    log.publish()
    vi.runAllTimers()
    reader.start(2, 2)
    log.read()
    await microtasks()
    expect(reader.seqs).toEqual([3])
  })

  test('[C4] what is published while the last page is on its way is read as well', async () => {
    const log = new SteppedLog()
    log.commit(1)
    log.publish()
    const reader = new Reader(log)
    reader.start(0, 1)
    log.read()
    log.commit(1)
    log.publish()
    vi.runAllTimers()
    await microtasks()
    log.drain()
    await microtasks()
    log.read()
    await microtasks()
    expect(reader.seqs).toEqual([1, 2])
  })

  test('[C4] everything of one turn of the event loop is one frame, the same bytes for all', async () => {
    const log = new SteppedLog()
    const messages: Buffer[] = []
    for (let index = 0; index < 3; index += 1) {
      const attachment = new Attachment(ROOM, {
        topic: log.topic,
        readEvents: (after, limit) => log.readEvents(after, limit),
        send: (message) => messages.push(message),
        drained: () => Promise.resolve(),
        fail: () => undefined,
      })
      attachment.start(0 as Seq, 0 as Seq)
    }
    log.commit(2)
    log.commit(3)
    log.publish()
    log.publish()
    vi.runAllTimers()
    expect(messages).toHaveLength(3)
    expect(new Set(messages).size).toBe(1)
    expect(parse(messages[0] as Buffer)).toMatchObject({ after: 0, to: 5 })
  })

  test('[C7] a replay waits for its reader before the next page', async () => {
    const log = new SteppedLog()
    log.commit(9)
    const reader = new Reader(log)
    reader.start(0, 9)
    log.read()
    await microtasks()
    log.read()
    await microtasks()
    expect(reader.seqs).toEqual([1, 2, 3])
    log.drain()
    await microtasks()
    log.read()
    await microtasks()
    expect(reader.seqs).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('[S2] after it is closed it sends nothing, not even what was being read', async () => {
    const log = new SteppedLog()
    log.commit(2)
    const reader = new Reader(log)
    reader.start(0, 2)
    reader.attachment.close()
    log.read()
    log.publish()
    vi.runAllTimers()
    await microtasks()
    expect(reader.frames).toEqual([])
    expect(log.topic.isEmpty).toBe(true)
  })

  test('a log that cannot be read is told to the connection, unless it has left', async () => {
    const failures: unknown[] = []
    const error = new Error('disk')
    const open = () =>
      new Attachment(ROOM, {
        topic: new Topic(ROOM),
        readEvents: () => Promise.reject(error),
        send: () => undefined,
        drained: () => Promise.resolve(),
        fail: (failure) => failures.push(failure),
      })
    open().start(0 as Seq, 1 as Seq)
    const left = open()
    left.start(0 as Seq, 1 as Seq)
    left.close()
    await microtasks()
    expect(failures).toEqual([error])
  })
})

function eventAt(seq: number): RoomEvent {
  return {
    room: ROOM,
    seq: seq as Seq,
    id: `e${seq}` as EventId,
    at: seq,
    by: 'ann' as MemberId,
    type: 'message-posted',
    data: { text: `${seq}` },
  }
}

function parse(message: Buffer): EventsFrame {
  const start = { 126: 4, 127: 10 }[message[1] as number] ?? 2
  return JSON.parse(message.toString('utf8', start)) as EventsFrame
}

async function microtasks(): Promise<void> {
  for (let index = 0; index < 8; index += 1) await Promise.resolve()
}
