import type { RoomId } from '@parley/protocol'
import { writeFold } from '../packages/server/src/rooms/saved-fold.ts'
import type { AppendRequest, Store } from '../packages/server/src/store/store.ts'
import { StoreError } from '../packages/server/src/store/store-error.ts'
import type { Ledger } from './ledger.ts'
import type { ProcessLife } from './process-life.ts'
import type { Random } from './random.ts'
import type { VirtualTime } from './virtual-time.ts'

/** The disk: what is in it outlives every process. */
export type Disk = {
  store: Store
  ledger: Ledger
  /** While this is true everything that reaches the disk fails, and nothing of it is stored. */
  isBroken: boolean
  /** The epoch under which each room was claimed last. */
  epochs: Map<RoomId, number>
  /** Called before and after each call that reaches the disk: a place to crash at. */
  reached: () => void
}

export type StorePortSurroundings = {
  disk: Disk
  life: ProcessLife
  time: VirtualTime
  random: Random
  /** Whether this process may still write what is not fenced: one that lost the data folder may not. */
  ownsDisk: () => boolean
  broken: (what: string) => void
}

/** So many appends in a row that change nothing are a process that runs in a circle. */
const MOST_FRUITLESS = 200

type Lane = { reachedAt: number; answeredAt: number }

/**
 * The store as one process sees it. Each call takes some time to reach the disk and its answer some time to
 * come back; writes keep their order, and so do reads, but not between each other. When the process dies in
 * between, a call has either come as far as the disk or it has not, and nobody hears of it.
 */
export function openStorePort(around: StorePortSurroundings): Store {
  const { disk, life, time, random, ownsDisk } = around
  const { store, ledger } = disk
  const writes: Lane = { reachedAt: 0, answeredAt: 0 }
  const reads: Lane = { reachedAt: 0, answeredAt: 0 }

  const call = <Answer>(lane: Lane, work: () => Promise<Answer>): Promise<Answer> =>
    new Promise((resolve, reject) => {
      lane.reachedAt = Math.max(lane.reachedAt, time.now + latencyMs())
      time.after(lane.reachedAt - time.now, () => {
        disk.reached()
        // It was on its way when the process died: it came as far as this, or it did not.
        if (life.isDead) return
        const answer = disk.isBroken ? Promise.reject(new StoreError('disk-full', 'no space')) : work()
        lane.answeredAt = Math.max(lane.answeredAt, time.now + latencyMs())
        const later = (settle: () => void) =>
          void time.after(lane.answeredAt - time.now, () => life.proceed(settle))
        answer.then(
          (value) => later(() => resolve(value)),
          (error: unknown) => later(() => reject(error)),
        )
        disk.reached()
      })
    })
  const latencyMs = () => (random.chance(0.1) ? random.between(5, 40) : random.between(0, 3))
  const read = <Answer>(work: () => Promise<Answer>) => call(reads, work)
  const write = <Answer>(work: () => Promise<Answer>) => call(writes, work)

  let fruitless = 0
  async function append(request: AppendRequest) {
    const { room, fence } = request
    if (fence === undefined || fence.epoch === disk.epochs.get(room)) mustOwnDisk()
    const result = await store.append(request)
    fruitless = result.status === 'appended' ? 0 : fruitless + 1
    if (fruitless === MOST_FRUITLESS)
      around.broken(`INV-9: ${request.events[0].id} of ${room} is tried again and again`)
    if (result.status === 'appended') ledger.record(room, result.events)
    return result
  }

  /** What comes under an old epoch is refused by the fence, which is to be tried; for the rest there is the lock. */
  function mustOwnDisk() {
    if (!ownsDisk()) throw new StoreError('closed', 'another process has the data folder')
  }

  async function claim(room: RoomId) {
    mustOwnDisk()
    const epoch = await store.claim(room)
    disk.epochs.set(room, epoch)
    return epoch
  }

  /** A fold that is saved is a fold of the log: live state and replay are one. [INV-7] */
  async function saveFold(room: RoomId, seq: Parameters<Store['saveFold']>[1], state: string) {
    const folded = ledger.stateAt(room, seq)
    if (folded === undefined || writeFold(folded) !== state)
      around.broken(`INV-7: the state of ${room} at ${seq} is not a fold of its log`)
    await store.saveFold(room, seq, state)
  }

  return {
    append: (request) => write(() => append(request)),
    claim: (room) => write(() => claim(room)),
    settle: (...given) => write(() => store.settle(...given)),
    saveFold: (...given) => write(() => saveFold(...given)),
    readEvents: (...given) => read(() => store.readEvents(...given)),
    readSnapshot: (...given) => read(() => store.readSnapshot(...given)),
    readHead: (...given) => read(() => store.readHead(...given)),
    readTimeline: (...given) => read(() => store.readTimeline(...given)),
    readItem: (...given) => read(() => store.readItem(...given)),
    readEvent: (...given) => read(() => store.readEvent(...given)),
    readKnownId: (...given) => read(() => store.readKnownId(...given)),
    searchMessages: (...given) => read(() => store.searchMessages(...given)),
    rebuildSearch: () => write(() => store.rebuildSearch()),
    readUsage: (...given) => read(() => store.readUsage(...given)),
    readUsageParts: (...given) => read(() => store.readUsageParts(...given)),
    readRoomsOf: (...given) => read(() => store.readRoomsOf(...given)),
    putPreferences: (...given) => write(() => store.putPreferences(...given)),
    readPreferences: (...given) => read(() => store.readPreferences(...given)),
    readDeletedRooms: (...given) => read(() => store.readDeletedRooms(...given)),
    searchEverywhere: (...given) => read(() => store.searchEverywhere(...given)),
    putPositions: (...given) => write(() => store.putPositions(...given)),
    readPositions: (...given) => read(() => store.readPositions(...given)),
    readUnread: (...given) => read(() => store.readUnread(...given)),
    spend: (...given) => write(() => store.spend(...given)),
    allowMore: (...given) => write(() => store.allowMore(...given)),
    readSpent: (...given) => read(() => store.readSpent(...given)),
    readDue: (...given) => read(() => store.readDue(...given)),
    readFold: (...given) => read(() => store.readFold(...given)),
    directory: store.directory,
    close: () => Promise.resolve(),
  }
}
