import { createHash } from 'node:crypto'
import { checkAtRest } from './checks.ts'
import { FAIR } from './link.ts'
import { furnish, schedule } from './play.ts'
import type { Scale } from './play.ts'
import { World } from './world.ts'
import type { Tally } from './world.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** The longest that anything can take once nothing goes wrong any more: runs of turns that time out. */
const HEALING_MS = 20 * MINUTE_MS
/** Rooms of one world: some at a time are busy, and none blocks another. */
const ROOMS = 6

export type Result = Tally & {
  seed: string
  roomHours: number
  events: number
  turns: number
  interrupted: number
  failed: number
  /** Of everything that became durable: the same in every run of the seed. */
  digest: string
  broken: string[]
}

/** Lives one world through and answers with what went wrong in it; the same seed gives the same world. [K4] */
export async function simulate(seed: string, hours: number): Promise<Result> {
  const world = new World(seed)
  const scale: Scale = { rooms: ROOMS, hours, hoursBetweenEpisodes: 3 }
  const rejected = (reason: unknown) => world.fail(`unhandled: ${String((reason as Error).stack ?? reason)}`)
  process.on('unhandledRejection', rejected)
  try {
    await world.inhabit(() => live(world, scale))
  } catch (error) {
    world.fail(`thrown: ${String((error as Error).stack ?? error)}`)
  } finally {
    process.off('unhandledRejection', rejected)
  }
  return resultOf(world, seed, scale)
}

async function live(world: World, scale: Scale): Promise<void> {
  await world.settle()
  world.start()
  await world.time.pass(MINUTE_MS)
  furnish(world, scale)
  await world.time.pass(MINUTE_MS)
  schedule(world, scale)
  await world.time.pass(scale.hours * HOUR_MS)
  await heal(world)
  await checkAtRest(world)
  await end(world)
}

/** Whatever is down comes back, and everybody connects anew. */
async function heal(world: World): Promise<void> {
  await world.time.pass(HEALING_MS)
  world.endOthers()
  world.network.weather = FAIR
  for (const person of world.people) person.leave()
  for (const person of world.people) person.arrive()
  await world.time.pass(HEALING_MS)
}

/** Everybody leaves, the server stops, and nothing is left that would ring. [INV-9] */
async function end(world: World): Promise<void> {
  const { server, time } = world
  for (const person of world.people) person.leave()
  await time.pass(2 * MINUTE_MS)
  if (server === undefined) return world.fail('the server did not come back')
  // The sweep is all that an idle server waits for.
  if (server.life.alarms !== 1) world.fail(`INV-9: ${server.life.alarms - 1} timers of an idle server`)
  let isClosed = false
  const closing = server.rooms.close().then(() => (isClosed = true))
  await time.pass(MINUTE_MS)
  if (!isClosed) return world.fail('the server does not stop')
  await closing
  if (server.life.alarms !== 0) world.fail(`INV-9: ${server.life.alarms} timers of a server that has stopped`)
  if (time.pending !== 0) world.fail(`INV-9: ${time.pending} timers of clients that were closed`)
}

function resultOf(world: World, seed: string, { rooms, hours }: Scale): Result {
  const { ledger } = world.disk
  const digest = createHash('sha256')
  let [turns, interrupted, failed] = [0, 0, 0]
  for (const event of ledger.rooms.flatMap((room) => ledger.log(room))) {
    const { room, seq, type, at, by } = event
    digest.update(`${room} ${seq} ${type} ${at} ${by}\n`)
    if (event.type !== 'turn-ended') continue
    turns += 1
    if (event.data.outcome === 'interrupted') interrupted += 1
    if (event.data.outcome === 'failed') failed += 1
  }
  return {
    seed,
    roomHours: rooms * hours,
    events: ledger.events,
    turns,
    interrupted,
    failed,
    ...world.tally,
    digest: digest.digest('hex').slice(0, 16),
    broken: world.broken,
  }
}
