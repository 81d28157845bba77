import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { writeBare } from './append.ts'
import type { LoadResult } from './channel-load.ts'
import { GUARANTEES, PLACEMENT, runLoad, startNaive, startParley, startSocketIo } from './channel-servers.ts'
import type { BenchmarkServer } from './channel-servers.ts'
import { withFolderOnDisk } from './disk.ts'
import { figure, median } from './figure.ts'
import type { Figure } from './figure.ts'

const ROUNDS = 3
const BARE_WRITES = 2_000
const ROOMS_OF_WRITERS = 16
const WRITERS = [16, 256] as const
/** Each room has one writer; `inFlight` and `perSecond` are of one writer. */
const SCENES = [
  { name: 'fanout-1x1000', rooms: 1, subscribersPerRoom: 1_000, pressure: { inFlight: 16 } },
  { name: 'fanout-1x1000-window-64', rooms: 1, subscribersPerRoom: 1_000, pressure: { inFlight: 64 } },
  { name: 'fanout-100x10', rooms: 100, subscribersPerRoom: 10, pressure: { inFlight: 16 } },
  { name: 'fanout-100x10-window-64', rooms: 100, subscribersPerRoom: 10, pressure: { inFlight: 64 } },
  { name: 'latency-20000-1x1000', rooms: 1, subscribersPerRoom: 1_000, pressure: { perSecond: 20 } },
  { name: 'latency-20000-100x10', rooms: 100, subscribersPerRoom: 10, pressure: { perSecond: 20 } },
] as const
type Scene = (typeof SCENES)[number]

/**
 * The channel from outside, over real sockets: the server of `npm start`, its database on a disk and
 * durable, messages of 200 bytes in rooms of people only. All servers take turns under the same load
 * generator, the same messages, windows and warm-up; the median of the rounds is reported.
 *
 * `post-N-writers`: messages acknowledged per second; each writer has a connection of its own and one
 * message in flight, and sees no room. Against: a loop that writes such a message to a file and calls
 * fdatasync.
 *
 * `fanout-RxS`: messages delivered per second at saturation to S subscribers in each of R rooms, each
 * room with one writer that keeps 16 (or 64) in flight. Against: socket.io; `…-ws`: against a server with
 * one `send` for each socket. `…-per-core`: the same for a second of the server's processor time, which
 * others that use the machine do not change. `latency-20000-RxS`: from the post to a subscriber, at 20,000
 * deliveries per second.
 */
export async function run(report: Report): Promise<void> {
  for (const line of [PLACEMENT, ...GUARANTEES]) console.error(`channel: ${line}`)
  await withFolderOnDisk(async (directory) => {
    const parley = await startParley(join(directory, 'data'))
    const socketIo = await startSocketIo()
    const naive = await startNaive()
    const file = openSync(join(directory, 'bare'), 'a')
    try {
      for (const writers of WRITERS) {
        const [bare, results]: [number[], LoadResult[]] = [[], []]
        for (let round = 0; round < ROUNDS; round += 1) {
          bare.push(writeBare(file, BARE_WRITES).perSecond)
          results.push(await post(parley, writers))
        }
        reportPosts(report, `post-${writers}-writers`, results, median(bare))
      }
      for (const scene of SCENES) {
        const results: AllResults = { parley: [], socketIo: [], naive: [] }
        for (let round = 0; round < ROUNDS; round += 1) {
          for (const server of [parley, socketIo, naive])
            results[server.dialect].push(await play(server, scene))
        }
        if ('inFlight' in scene.pressure) reportFanOut(report, scene.name, results)
        else reportLatency(report, scene.name, results)
      }
    } finally {
      closeSync(file)
      await Promise.all([parley.close(), socketIo.close(), naive.close()])
    }
  })
}

type Report = (figure: Figure) => void
type AllResults = Record<BenchmarkServer['dialect'], LoadResult[]>

/** The middle of the rounds; NaN where a system does not tell. */
function middle(rounds: LoadResult[], of: (round: LoadResult) => number | undefined): number {
  return median(rounds.map((round) => of(round) ?? NaN))
}

function reportPosts(report: Report, name: string, rounds: LoadResult[], bare: number): void {
  report(
    figure(
      name,
      middle(rounds, ({ acksPerSecond }) => acksPerSecond),
      'messages/s',
      bare,
    ),
  )
  report(
    figure(
      `${name}-p50-ms`,
      middle(rounds, ({ ackP50Ms }) => ackP50Ms),
      'ms',
    ),
  )
  report(
    figure(
      `${name}-p99-ms`,
      middle(rounds, ({ ackP99Ms }) => ackP99Ms),
      'ms',
    ),
  )
  reportCpu(report, name, rounds)
}

function reportFanOut(report: Report, name: string, { parley, socketIo, naive }: AllResults): void {
  const rate = ({ deliveriesPerSecond }: LoadResult) => deliveriesPerSecond
  const perCore = (round: LoadResult) => rate(round) / (round.serverCpu ?? NaN)
  for (const [suffix, theirs] of [
    ['', socketIo],
    ['-ws', naive],
  ] as const) {
    report(figure(`${name}${suffix}`, middle(parley, rate), 'deliveries/s', middle(theirs, rate)))
    const ours = middle(parley, perCore)
    if (!Number.isNaN(ours)) {
      report(figure(`${name}${suffix}-per-core`, ours, 'deliveries/s', middle(theirs, perCore)))
    }
  }
  const perFrame = middle(parley, ({ deliveriesPerFrame }) => deliveriesPerFrame)
  report(figure(`${name}-per-frame`, perFrame, 'messages'))
  reportCpu(report, name, parley)
  reportCpu(report, `${name}-socket-io`, socketIo)
  reportCpu(report, `${name}-ws`, naive)
}

function reportLatency(report: Report, name: string, { parley, socketIo, naive }: AllResults): void {
  for (const [suffix, theirs] of [
    ['', socketIo],
    ['-ws', naive],
  ] as const) {
    for (const [percent, latency] of [
      ['p50', ({ deliveryP50Ms }: LoadResult) => deliveryP50Ms],
      ['p99', ({ deliveryP99Ms }: LoadResult) => deliveryP99Ms],
    ] as const) {
      report(figure(`${name}${suffix}-${percent}-ms`, middle(parley, latency), 'ms', middle(theirs, latency)))
    }
  }
  reportCpu(report, name, parley)
}

function reportCpu(report: Report, name: string, rounds: LoadResult[]): void {
  const serverCpu = middle(rounds, (round) => round.serverCpu)
  if (!Number.isNaN(serverCpu)) report(figure(`${name}-server-cpu`, serverCpu, 'cores'))
  report(
    figure(
      `${name}-load-cpu`,
      middle(rounds, ({ loadCpu }) => loadCpu),
      'cores',
    ),
  )
}

async function post(server: BenchmarkServer, writers: number): Promise<LoadResult> {
  const rooms = await server.createRooms(ROOMS_OF_WRITERS)
  return runLoad(server, { rooms, writers, pressure: { inFlight: 1 }, subscribersPerRoom: 0 })
}

async function play(server: BenchmarkServer, scene: Scene): Promise<LoadResult> {
  const { rooms: count, subscribersPerRoom, pressure } = scene
  const rooms = await server.createRooms(count)
  return runLoad(server, { rooms, writers: count, pressure, subscribersPerRoom })
}
