import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { writeBare } from './append.ts'
import type { LoadResult } from './channel-load.ts'
import { PLACEMENT, runLoad, startParley, startSocketIo } from './channel-servers.ts'
import type { BenchmarkServer } from './channel-servers.ts'
import { withFolderOnDisk } from './disk.ts'
import { figure, median } from './figure.ts'
import type { Figure } from './figure.ts'

const ROUNDS = 3
const BARE_WRITES = 2_000
const ROOMS_OF_WRITERS = 16
const WRITERS = [16, 256] as const
const FANOUTS = [
  { name: 'fanout-1x1000', rooms: 1, subscribersPerRoom: 1_000 },
  { name: 'fanout-100x10', rooms: 100, subscribersPerRoom: 10 },
] as const
/** In each room of a fan-out. */
const IN_FLIGHT = 16

/**
 * The channel from outside, over real sockets: the program as `npm start` runs it, its database on a
 * disk and durable, messages of 200 bytes in rooms of people only.
 *
 * `post-N-writers`: messages acknowledged per second; each writer has a connection of its own and one
 * message in flight, and sees no room. Against: a loop that writes such a message to a file and calls
 * fdatasync. `fanout-RxS`: messages delivered per second to S subscribers in each of R rooms, each room
 * with one writer that keeps 16 in flight. Against: socket.io, which keeps nothing, under the same load.
 *
 * All take turns, and the median of the rounds is reported, with the processor time that server and
 * load took (1 is one core): where the load takes a whole core the figure is a lower bound.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  console.error(`channel: ${PLACEMENT}`)
  await withFolderOnDisk(async (directory) => {
    const parley = await startParley(join(directory, 'data'))
    const socketIo = await startSocketIo()
    const file = openSync(join(directory, 'bare'), 'a')
    try {
      const bare: number[] = []
      const posts = new Results()
      const deliveries = new Results()
      const compared = new Results()
      for (let round = 0; round < ROUNDS; round += 1) {
        bare.push(writeBare(file, BARE_WRITES).perSecond)
        for (const writers of WRITERS) posts.add(`post-${writers}-writers`, await post(parley, writers))
        for (const fanout of FANOUTS) {
          deliveries.add(fanout.name, await fanOut(parley, fanout))
          compared.add(fanout.name, await fanOut(socketIo, fanout))
        }
      }
      for (const name of posts.names) {
        report(figure(name, posts.median(name, 'acksPerSecond'), 'messages/s', median(bare)))
        report(figure(`${name}-p50-ms`, posts.median(name, 'ackP50Ms'), 'ms'))
        report(figure(`${name}-p99-ms`, posts.median(name, 'ackP99Ms'), 'ms'))
        reportCpu(report, name, posts)
      }
      for (const name of deliveries.names) {
        const [ours, theirs] = [deliveries, compared].map((of) => of.median(name, 'deliveriesPerSecond'))
        report(figure(name, ours as number, 'deliveries/s', theirs))
        reportCpu(report, name, deliveries)
        reportCpu(report, `${name}-socket-io`, compared, name)
      }
    } finally {
      closeSync(file)
      await Promise.all([parley.close(), socketIo.close()])
    }
  })
}

/** The rounds of each figure. */
class Results {
  readonly #rounds = new Map<string, LoadResult[]>()

  get names(): string[] {
    return [...this.#rounds.keys()]
  }

  add(name: string, result: LoadResult): void {
    this.#rounds.set(name, [...(this.#rounds.get(name) ?? []), result])
  }

  median(name: string, what: keyof LoadResult): number {
    return median((this.#rounds.get(name) ?? []).map((round) => round[what] ?? NaN))
  }
}

function reportCpu(report: (figure: Figure) => void, label: string, results: Results, name = label): void {
  const serverCpu = results.median(name, 'serverCpu')
  if (!Number.isNaN(serverCpu)) report(figure(`${label}-server-cpu`, serverCpu, 'cores'))
  report(figure(`${label}-load-cpu`, results.median(name, 'loadCpu'), 'cores'))
}

async function post(server: BenchmarkServer, writers: number): Promise<LoadResult> {
  const rooms = await server.createRooms(ROOMS_OF_WRITERS)
  return runLoad(server, { rooms, writers, inFlightPerWriter: 1, subscribersPerRoom: 0 })
}

async function fanOut(
  server: BenchmarkServer,
  { rooms: count, subscribersPerRoom }: (typeof FANOUTS)[number],
): Promise<LoadResult> {
  const rooms = await server.createRooms(count)
  return runLoad(server, { rooms, writers: count, inFlightPerWriter: IN_FLIGHT, subscribersPerRoom })
}
