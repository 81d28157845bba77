import { once } from 'node:events'
import type { ChildProcess } from 'node:child_process'
import { lineOf, PLACEMENT, spawnOn } from './channel-servers.ts'
import { figure, median } from './figure.ts'
import type { Figure } from './figure.ts'
import { runCrowd } from './presence-crowd.ts'
import type { CrowdResult, CrowdServer } from './presence-crowd.ts'

const MEMBERS = 1_000
const ROUNDS = 3
/** It takes twenty seconds each. */
const NAIVE_ROUNDS = 1
const SERVER_CORE = 0

/**
 * A thousand people come into one room within two seconds, and go within two seconds, over real sockets.
 *
 * `presence-1000-join-messages`, `-cpu-ms`, `-settled-ms`: the messages that all of them together get, the
 * processor time of the server, and how long it takes from the first who comes until everybody knows
 * everybody; `presence-1000-leave-…` the same until whoever stays knows that all are gone. Against: a server
 * that tells each member of each join and leave. Medians.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  console.error(`presence: ${PLACEMENT}`)
  const ours: Record<'join' | 'leave', CrowdResult>[] = []
  const naive: typeof ours = []
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await withServer('presence-server.ts', `${MEMBERS}`, parley))
    if (round < NAIVE_ROUNDS) naive.push(await withServer('presence-naive-server.ts', '', first))
  }
  for (const phase of ['join', 'leave'] as const) {
    for (const [name, what, unit] of [
      ['messages', 'messages', 'messages'],
      ['cpu-ms', 'cpuMs', 'ms'],
      ['settled-ms', 'settledMs', 'ms'],
    ] as const) {
      const [value, against] = [ours, naive].map((of) => median(of.map((result) => result[phase][what])))
      report(figure(`presence-${MEMBERS}-${phase}-${name}`, value ?? NaN, unit, against))
    }
  }
}

async function withServer(
  file: string,
  argument: string,
  serverOf: (line: string, pid: number) => CrowdServer,
) {
  const child: ChildProcess = spawnOn(SERVER_CORE, file, argument)
  try {
    return await runCrowd(serverOf(await lineOf(child), child.pid ?? NaN), MEMBERS)
  } finally {
    child.kill('SIGTERM')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
}

function parley(line: string, pid: number): CrowdServer {
  const { port, tokens } = JSON.parse(line) as { port: number; tokens: string[] }
  return {
    port,
    pid,
    path: '/channel',
    headersOf: (member) => ({
      Authorization: `Bearer ${tokens[member]}`,
      'Sec-WebSocket-Protocol': 'parley.v1',
    }),
    enter: () => JSON.stringify({ type: 'attach', ref: '1', room: 'crowd', after: MEMBERS + 1 }),
  }
}

function first(line: string, pid: number): CrowdServer {
  const enter = (member: number) => JSON.stringify({ member: `p_member-${member}-of-this-crowd` })
  return { port: Number(line), pid, path: '/', headersOf: () => ({}), enter }
}
