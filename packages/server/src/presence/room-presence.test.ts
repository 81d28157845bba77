import type { MemberId, RoomId, Seq, ServerFrame } from '@parley/protocol'
import { foldSignals, NO_SIGNALS } from '@parley/room'
import type { RoomSignals } from '@parley/room'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ManualClock } from '../../test/manual-clock.ts'
import type { Position } from '../store/store.ts'
import { RoomPresence } from './room-presence.ts'
import { SignalFeed } from './signal-feed.ts'

const ROOM = 'room' as RoomId
const [ann, bob] = ['ann', 'bob'] as MemberId[] as [MemberId, MemberId]
const seq = (value: number) => value as Seq

type PresenceFrame = ServerFrame & { type: 'presence' }

/** A room whose time is the test's own; what is put is kept, and the store has what the test says. */
class Scene {
  readonly clock = new ManualClock()
  readonly put: Position[] = []
  readonly presence: RoomPresence
  /** The positions of the store are there. */
  readonly loaded: Promise<unknown>

  constructor(stored: Promise<{ member: MemberId; seq: Seq }[]> = Promise.resolve([])) {
    const positions = { put: (position: Position) => void this.put.push(position), of: () => stored }
    this.presence = new RoomPresence(ROOM, { clock: this.clock, positions })
    this.loaded = stored.then(() => undefined).then(() => undefined)
  }
}

/** A connection with a client behind it that folds what it gets, unless its reader is stuck. */
class Client {
  readonly member: MemberId
  readonly frames: PresenceFrame[] = []
  readonly #drained: (() => void)[] = []
  readonly #outlet = {
    isBehind: false,
    send: (message: Buffer) => this.#take(message.subarray(message.indexOf('{"')).toString()),
    replyText: (frame: string) => this.#take(frame),
    drained: () =>
      this.#outlet.isBehind ? new Promise<void>((resolve) => this.#drained.push(resolve)) : Promise.resolve(),
  }
  readonly #feed: SignalFeed
  readonly #scene: Scene

  constructor(scene: Scene, member: MemberId) {
    this.#scene = scene
    this.member = member
    this.#feed = new SignalFeed(member, this.#outlet)
    this.#feed.enter(ROOM, scene.presence)
  }

  /** From now on its reader takes nothing. */
  stick(): void {
    this.#outlet.isBehind = true
  }

  get signals(): RoomSignals {
    return this.frames.reduce(foldSignals, NO_SIGNALS)
  }

  get differences(): PresenceFrame[] {
    return this.frames.filter(({ whole }) => whole !== true)
  }

  /** The reader takes everything that waits for it. */
  async drain(): Promise<void> {
    this.#outlet.isBehind = false
    for (const resolve of this.#drained.splice(0)) resolve()
    await Promise.resolve()
    await Promise.resolve()
  }

  leave(): void {
    this.#feed.leave(ROOM)
    if (this.#scene.presence.isEmpty) this.#scene.presence.close()
  }

  #take(text: string): void {
    this.frames.push(JSON.parse(text) as PresenceFrame)
  }
}

test('[C6] whoever comes sees who is here at once, and is seen soon', () => {
  const scene = new Scene()
  const first = new Client(scene, ann)
  expect(first.frames).toEqual([
    { type: 'presence', room: ROOM, whole: true, joined: [ann], left: [], signals: [] },
  ])
  const second = new Client(scene, bob)
  expect([...second.signals.present]).toEqual([ann])
  scene.clock.pass()
  expect([...first.signals.present]).toEqual([ann, bob])
  expect([...second.signals.present]).toEqual([ann, bob])
})

test('[C6] a member leaves with the last of its connections', () => {
  const scene = new Scene()
  const [watcher, phone, desk] = [new Client(scene, ann), new Client(scene, bob), new Client(scene, bob)]
  scene.clock.pass(1_000)
  phone.leave()
  scene.clock.pass(1_000)
  expect(watcher.signals.present.has(bob)).toBe(true)
  desk.leave()
  scene.clock.pass(1_000)
  expect(watcher.signals.present.has(bob)).toBe(false)
})

test('[C6] a thousand who come and go within two seconds cost everybody a few messages', () => {
  const scene = new Scene()
  const watcher = new Client(scene, ann)
  const crowd: Client[] = []
  for (let index = 0; index < 1_000; index += 1) {
    crowd.push(new Client(scene, `m${index}` as MemberId))
    scene.clock.pass(1)
  }
  for (const client of crowd) {
    client.leave()
    scene.clock.pass(1)
  }
  scene.clock.pass(1_000)
  expect(watcher.differences.length).toBeLessThanOrEqual(2_000 / 250 + 2)
  expect([...watcher.signals.present]).toEqual([ann])
})

test('[D7] typing ends by itself after five seconds, and goes on while it is said again', () => {
  const scene = new Scene()
  const [watcher, typist] = [new Client(scene, ann), new Client(scene, bob)]
  scene.presence.type(bob, true)
  scene.clock.pass(3_000)
  scene.presence.type(bob, true)
  scene.clock.pass(4_900)
  expect([...watcher.signals.typing]).toEqual([bob])
  scene.clock.pass(400)
  expect([...watcher.signals.typing]).toEqual([])
  scene.presence.type(bob, true)
  scene.clock.pass(300)
  typist.leave()
  scene.clock.pass(300)
  expect([...watcher.signals.typing]).toEqual([])
})

test('[D7] several type at once, and a message ends the typing of its author at that moment', () => {
  const scene = new Scene()
  const eve = 'eve' as MemberId
  const [watcher] = [ann, bob, eve].map((member) => new Client(scene, member)) as [Client]
  scene.presence.type(eve, true)
  scene.clock.pass(300)
  scene.presence.type(bob, true)
  scene.clock.pass(300)
  expect([...watcher.signals.typing]).toEqual(['eve', bob])
  scene.presence.hush(bob)
  expect([...watcher.signals.typing]).toEqual(['eve'])
})

test('[C6] a read position goes forward, and back only on purpose', async () => {
  const scene = new Scene()
  await scene.loaded
  const watcher = new Client(scene, ann)
  for (const [position, back] of [
    [5, false],
    [3, false],
    [9, false],
    [9, false],
    [4, true],
  ] as const) {
    scene.presence.read(bob, seq(position), back)
    scene.clock.pass(300)
  }
  expect(watcher.differences.flatMap(({ signals }) => signals)).toEqual([
    { type: 'read', member: bob, seq: 5 },
    { type: 'read', member: bob, seq: 9 },
    { type: 'read', member: bob, seq: 4, back: true },
  ])
  expect(scene.put.map((position) => [position.seq, position.back])).toEqual([
    [5, undefined],
    [9, undefined],
    [4, true],
  ])
})

test('[C6] positions of earlier days come from the store, and what was read meanwhile counts', async () => {
  const scene = new Scene(
    Promise.resolve([
      { member: ann, seq: seq(7) },
      { member: bob, seq: seq(7) },
    ]),
  )
  const watcher = new Client(scene, ann)
  scene.presence.read(bob, seq(8), false)
  scene.presence.read(ann, seq(6), false)
  await scene.loaded
  scene.clock.pass(300)
  expect([...watcher.signals.read]).toEqual([
    [ann, 7],
    [bob, 8],
  ])
})

test('[C7] a reader that is behind gets no signals, then how things stand, once', async () => {
  const scene = new Scene()
  await scene.loaded
  const [stuck, other] = [new Client(scene, ann), new Client(scene, bob)]
  scene.clock.pass(1_000)
  const before = stuck.frames.length
  stuck.stick()
  for (let index = 0; index < 1_000; index += 1) {
    scene.presence.type(bob, index % 2 === 0)
    scene.presence.read(bob, seq(index), false)
    scene.clock.pass(300)
  }
  expect(other.frames.length).toBeGreaterThan(1_000)
  expect(stuck.frames).toHaveLength(before)
  await stuck.drain()
  expect(stuck.frames).toHaveLength(before + 1)
  expect(stuck.signals).toEqual(other.signals)
  scene.presence.type(bob, true)
  scene.clock.pass(300)
  expect(stuck.frames).toHaveLength(before + 2)
})

test('[C6] an empty room has no timers', () => {
  const scene = new Scene()
  const [one, two] = [new Client(scene, ann), new Client(scene, bob)]
  scene.presence.type(ann, true)
  scene.presence.type(bob, true)
  scene.clock.pass(100)
  one.leave()
  two.leave()
  scene.clock.pass()
  expect(scene.clock.isIdle).toBe(true)
})

const members = fc.constantFrom(...(['ann', 'bob', 'eve', 'joe'] as MemberId[]))
const step = fc.oneof(
  fc.record({ do: fc.constant('enter' as const), member: members }),
  fc.record({ do: fc.constant('leave' as const), which: fc.nat() }),
  fc.record({ do: fc.constant('type' as const), member: members, on: fc.boolean() }),
  fc.record({ do: fc.constant('say' as const), member: members }),
  fc.record({ do: fc.constant('read' as const), member: members, seq: fc.nat(20), back: fc.boolean() }),
  fc.record({ do: fc.constant('stick' as const), which: fc.nat() }),
  fc.record({ do: fc.constant('drain' as const), which: fc.nat() }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.nat(2_000) }),
)

test('[C6] whoever comes, goes, vanishes or falls behind: once it is quiet every client knows the truth', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const scene = new Scene()
      await scene.loaded
      const { presence, clock } = scene
      const keeper = new Client(scene, 'keeper' as MemberId)
      const clients = [keeper]
      const typing = new Map<MemberId, number>()
      const read = new Map<MemberId, number>()
      const isHere = (member: MemberId) => clients.some((client) => client.member === member)
      for (const given of steps) {
        switch (given.do) {
          case 'enter':
            clients.push(new Client(scene, given.member))
            break
          case 'leave': {
            const index = 1 + (given.which % clients.length)
            const [gone] = clients.splice(index, 1)
            gone?.leave()
            if (gone !== undefined && !isHere(gone.member)) typing.delete(gone.member)
            break
          }
          case 'type':
            if (!isHere(given.member)) break
            presence.type(given.member, given.on)
            if (given.on) typing.set(given.member, clock.now() + 5_000)
            else typing.delete(given.member)
            break
          case 'say':
            presence.hush(given.member)
            typing.delete(given.member)
            break
          case 'read':
            presence.read(given.member, seq(given.seq), given.back)
            if (given.back || given.seq >= (read.get(given.member) ?? 0)) read.set(given.member, given.seq)
            break
          case 'stick':
            clients[given.which % clients.length]?.stick()
            break
          case 'drain':
            await clients[given.which % clients.length]?.drain()
            break
          case 'pass':
            clock.pass(given.ms)
        }
      }
      for (const client of clients) await client.drain()
      clock.pass(250)
      clock.pass(250)
      const truth = {
        present: new Set(clients.map(({ member }) => member)),
        typing: new Set([...typing].filter(([, until]) => until > clock.now()).map(([member]) => member)),
        read,
      }
      for (const client of clients) {
        expect(client.signals.present).toEqual(truth.present)
        expect(client.signals.typing).toEqual(truth.typing)
        expect(client.signals.read).toEqual(truth.read)
      }
    }),
    { numRuns: 300 },
  )
})
