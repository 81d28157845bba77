import type { RoomEvent, RoomId, Seq } from '@parley/protocol'
import { viewOfLog } from '@parley/room'
import type { Person } from './person.ts'
import type { World } from './world.ts'

/** What must hold once everything that was broken works again and nothing more happens. */
export async function checkAtRest(world: World): Promise<void> {
  for (const room of world.disk.ledger.rooms) {
    world.disk.ledger.atRest(room)
    await checkStore(world, room)
    await checkHead(world, room)
    for (const person of world.people) checkView(world, room, person)
  }
  for (const person of world.people) checkPromises(world, person)
}

/** The store has exactly what became durable, but for the chunks of finished messages. [C1, C2, C4] */
async function checkStore(world: World, room: RoomId): Promise<void> {
  const { store, ledger } = world.disk
  const log = ledger.log(room)
  const stored: RoomEvent[] = []
  let after = 0 as Seq
  for (;;) {
    const page = await store.readEvents(room, after, 500)
    stored.push(...(page?.events ?? []))
    if (page === undefined || page.to >= page.head) break
    after = page.to
  }
  expectSame(world, `C4: the log of ${room} as it is read`, stored, withoutFoldedChunks(log))
  const snapshot = await store.readSnapshot(room, Number.MAX_SAFE_INTEGER)
  expectSame(world, `C1: the snapshot of ${room}`, snapshot, viewOfLog(log))
}

/** The head that commands are judged by, read as they do. */
async function checkHead(world: World, room: RoomId): Promise<void> {
  const reading = Promise.resolve(world.server?.office.heads.read(room))
  await world.time.pass(1_000)
  expectSame(world, `C1: the head of ${room}`, await reading, viewOfLog(world.disk.ledger.log(room))?.head)
}

/** What a member sees is the fold of the log; who is no member sees nothing. [C1, S2] */
export function checkView(world: World, room: RoomId, { client, principal }: Person): void {
  const expected = world.disk.ledger.view(room)
  if (expected === undefined || client === undefined || expected.head.deleted) return
  const state = client.room(room)
  const isMember = expected.head.members.some(({ id }) => id === principal.id)
  const whose = `C1: ${principal.id}'s view of ${room}`
  if (!isMember) return expectSame(world, whose, state?.view, undefined)
  if (state === undefined) return world.fail(`${whose} is missing`)
  const { length } = state.view.timeline
  const timeline = length === 0 ? [] : expected.timeline.slice(-length)
  const more = length < expected.timeline.length
  expectSame(world, whose, state.view, { head: expected.head, timeline, more })
  if (!state.synced) world.fail(`${whose} is not synced`)
}

/** Nothing that was acknowledged is lost, and nothing that was posted is in limbo. [C2, C3] */
function checkPromises(world: World, person: Person): void {
  const { ledger } = world.disk
  for (const { room, id, seq } of person.promised) {
    const event = ledger.log(room).find((other) => other.id === id)
    if (event === undefined || event.seq > seq) world.fail(`C2: ${id} was acknowledged and is not in ${room}`)
  }
  for (const { room, id } of person.posted) {
    const state = person.client?.room(room)
    const pending = state?.pending.find((message) => message.id === id)
    const isDurable = ledger.has(room, id)
    if (pending?.state === 'sending') world.fail(`C3: ${id} is still being sent to ${room}`)
    if (!isDurable && state !== undefined && pending === undefined)
      world.fail(`C3: ${id} is neither in ${room} nor pending`)
    if (isDurable && pending !== undefined) world.fail(`C3: ${id} is in ${room}, and pending`)
  }
}

function withoutFoldedChunks(log: readonly RoomEvent[]): RoomEvent[] {
  const finished = new Set(
    log.flatMap((event) => (event.type === 'message-finished' ? [event.data.message] : [])),
  )
  return log.filter((event) => event.type !== 'message-appended' || !finished.has(event.data.message))
}

function expectSame(world: World, what: string, actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(sorted(actual)) ?? 'nothing', JSON.stringify(sorted(expected)) ?? 'nothing']
  if (a === b) return
  let at = 0
  while (a[at] === b[at]) at += 1
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 60)
  world.fail(`${what} differs: …${around(a)}… instead of …${around(b)}…`)
}

/** Keys in one order: the same thing may have come about in different ways. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, field]) => field !== undefined)
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, field]) => [key, sorted(field)]),
  )
}
