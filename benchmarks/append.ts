import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { EventId, MemberId, RoomId } from '@parley/protocol'
import { openSqliteStore } from '../packages/server/src/store/sqlite/open-sqlite-store.ts'
import type { AppendRequest, Store } from '../packages/server/src/store/store.ts'
import { withFolderOnDisk } from './disk.ts'
import { figure, median, percentile } from './figure.ts'
import type { Figure } from './figure.ts'

const ROUNDS = 9
const ONE_BY_ONE = 800
const WRITERS = 16
const AT_ONCE = 8_000
/** Until the write-ahead log has been filled once: from then on it is written over, as on a server that runs. */
const WARM_UP = 20_000

const ROOM = 'room' as RoomId
const ANN = 'ann' as MemberId
const TEXT = 'x'.repeat(200)

/**
 * Durable appends at the store's port, membership check and projections included: one by one, and by 16
 * writers with one in flight each. Against: a loop that writes the same event to a file and calls
 * fdatasync, on the same disk, in turns with the store.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  await withFolderOnDisk(async (directory) => {
    const store = await openSqliteStore({ directory: join(directory, 'data') })
    const file = openSync(join(directory, 'bare'), 'a')
    await createRoom(store)
    await post(store, WRITERS, WARM_UP)

    const bare: Measured[] = []
    const sequential: Measured[] = []
    const together: Measured[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(writeBare(file, ONE_BY_ONE))
      sequential.push(await post(store, 1, ONE_BY_ONE))
      together.push(await post(store, WRITERS, AT_ONCE))
    }
    closeSync(file)
    await store.close()

    reportAll(report, 'append-sequential', sequential, bare)
    reportAll(report, `append-${WRITERS}-writers`, together, bare)
  })
}

export type Measured = { perSecond: number; latenciesMs: number[] }

function reportAll(
  report: (figure: Figure) => void,
  name: string,
  rounds: Measured[],
  bare: Measured[],
): void {
  const middle = (measured: Measured[], of: (round: Measured) => number) => median(measured.map(of))
  const perSecond = (round: Measured) => round.perSecond
  report(figure(name, middle(rounds, perSecond), 'appends/s', middle(bare, perSecond)))
  for (const percent of [50, 99]) {
    const latencyMs = (round: Measured) => percentile(round.latenciesMs, percent / 100)
    report(figure(`${name}-p${percent}-ms`, middle(rounds, latencyMs), 'ms', middle(bare, latencyMs)))
  }
}

export function writeBare(file: number, count: number): Measured {
  const latenciesMs: number[] = []
  const started = performance.now()
  for (let index = 0; index < count; index += 1) {
    const before = performance.now()
    writeSync(file, `${JSON.stringify(newPost())}\n`)
    fdatasyncSync(file)
    latenciesMs.push(performance.now() - before)
  }
  return { perSecond: perSecondOf(count, started), latenciesMs }
}

async function post(store: Store, writers: number, count: number): Promise<Measured> {
  const latenciesMs: number[] = []
  const write = async () => {
    for (let index = 0; index < count / writers; index += 1) {
      const before = performance.now()
      await append(store, newPost())
      latenciesMs.push(performance.now() - before)
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: writers }, write))
  return { perSecond: perSecondOf(count, started), latenciesMs }
}

function perSecondOf(count: number, started: number): number {
  return (count * 1_000) / (performance.now() - started)
}

async function createRoom(store: Store): Promise<void> {
  const settings = { title: '', replyMode: 'manual', pace: 'instant', instructions: '' } as const
  await append(store, {
    room: ROOM,
    at: Date.now(),
    fingerprint: 'created',
    events: [
      {
        id: newId(),
        by: ANN,
        type: 'room-created',
        data: { ...settings, maxConsecutiveAgentMessages: 5, seed: 'seed' },
      },
      {
        id: newId(),
        by: ANN,
        type: 'member-added',
        data: { member: { id: ANN, kind: 'person', name: 'Ann', role: 'owner' } },
      },
    ],
  })
}

/** As the server makes it: an id in order of time, the length of a digest as fingerprint. */
function newPost(): AppendRequest {
  const event = { id: newId(), by: ANN, type: 'message-posted', data: { text: TEXT } } as const
  return { room: ROOM, at: Date.now(), fingerprint: 'f'.repeat(43), member: ANN, events: [event] }
}

async function append(store: Store, request: AppendRequest): Promise<void> {
  const { status } = await store.append(request)
  if (status !== 'appended') throw new Error(`an append was answered with ${status}`)
}

let made = 0

function newId(): EventId {
  made += 1
  return `01999999-0000-7000-8000-${String(made).padStart(12, '0')}` as EventId
}
