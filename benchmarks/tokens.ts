import { join } from 'node:path'
import { lineOf, PLACEMENT, spawnOn, LOAD_CORE, startParley } from './channel-servers.ts'
import type { ParleyServer } from './channel-servers.ts'
import { withFolderOnDisk } from './disk.ts'
import { figure, median } from './figure.ts'
import type { Figure } from './figure.ts'
import { cpuSeconds } from './process-usage.ts'
import type { TokenLoad, TokenResult } from './tokens-load.ts'

const ROUNDS = 3
const SCENE = { agents: 20, perSecond: 50, seconds: 5 }
const SUBSCRIBERS = 200

/**
 * Twenty agents stream 50 tokens a second each into one room that 200 people watch: every token is an
 * event, durable before it is sent, and each subscriber must get all of them, without a gap. Latency is from
 * the token's birth, before its append, to its arrival at a subscriber.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  console.error(`tokens: ${PLACEMENT}`)
  await withFolderOnDisk(async (directory) => {
    const server = await startParley(join(directory, 'data'))
    try {
      const rounds: (TokenResult & { serverCpu: number })[] = []
      for (let round = 0; round < ROUNDS; round += 1) rounds.push(await stream(server))
      const { agents, perSecond } = SCENE
      const name = `tokens-${agents}x${perSecond}x${SUBSCRIBERS}`
      const middle = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of))
      const wanted = agents * perSecond * SUBSCRIBERS
      report(
        figure(
          name,
          middle((round) => round.deliveriesPerSecond),
          'deliveries/s',
          wanted,
        ),
      )
      report(
        figure(
          `${name}-p50-ms`,
          middle((round) => round.p50Ms),
          'ms',
        ),
      )
      report(
        figure(
          `${name}-p99-ms`,
          middle((round) => round.p99Ms),
          'ms',
        ),
      )
      report(
        figure(
          `${name}-per-frame`,
          middle((round) => round.deliveriesPerFrame),
          'tokens',
        ),
      )
      const serverCpu = middle((round) => round.serverCpu)
      if (!Number.isNaN(serverCpu)) report(figure(`${name}-server-cpu`, serverCpu, 'cores'))
    } finally {
      await server.close()
    }
  })
}

async function stream(server: ParleyServer): Promise<TokenResult & { serverCpu: number }> {
  const [room] = (await server.createRooms(1)) as [string]
  const { port, token, serverPid } = server
  const tokens = SCENE.agents * SCENE.perSecond * SCENE.seconds
  const order: TokenLoad = { port, token, room, subscribers: SUBSCRIBERS, tokens }
  const watcher = spawnOn(LOAD_CORE, 'tokens-load.ts', JSON.stringify(order))
  await lineOf(watcher)
  const [before, begun] = [cpuSeconds(serverPid) ?? NaN, performance.now()]
  const result = lineOf(watcher)
  await server.streamTokens(room, SCENE)
  const serverCpu = ((cpuSeconds(serverPid) ?? NaN) - before) / ((performance.now() - begun) / 1_000)
  return { ...(JSON.parse(await result) as TokenResult), serverCpu }
}
