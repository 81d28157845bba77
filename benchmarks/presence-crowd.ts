import { setTimeout as sleep } from 'node:timers/promises'
import { frameOf, LeanSocket } from './channel-socket.ts'
import { cpuSeconds } from './process-usage.ts'

/** How a crowd speaks to a server. */
export type CrowdServer = {
  port: number
  pid: number
  path: string
  headersOf: (member: number) => Record<string, string>
  /** What member number n sends to be in the room. */
  enter: (member: number) => string
}

export type CrowdResult = {
  /** WebSocket messages that all members together got. */
  messages: number
  /** Of the server. */
  cpuMs: number
  /** From the first who came, or went, until everybody who is there knew of the last. */
  settledMs: number
}

/** So many come, or go, within a second. */
const PACE_PER_SECOND = 500
const WAVE = 25

/** A member's view: who is here, by the messages that came. */
class Viewer {
  readonly socket: LeanSocket
  readonly present = new Set<string>()
  messages = 0

  constructor(socket: LeanSocket) {
    this.socket = socket
    socket.onMessage = (bytes, start, end) => this.#take(bytes.toString('utf8', start, end))
  }

  #take(text: string): void {
    this.messages += 1
    for (const frame of [JSON.parse(text) as Frame | Frame[]].flat()) {
      if (frame.type !== 'presence') continue
      for (const member of frame.joined) this.present.add(member)
      for (const member of frame.left) this.present.delete(member)
    }
  }
}

type Frame = { type: 'presence'; joined: string[]; left: string[] } | { type: 'other' }

/** Lets `count` members come and all but one of them go. */
export async function runCrowd(
  server: CrowdServer,
  count: number,
): Promise<{ join: CrowdResult; leave: CrowdResult }> {
  const viewers: Viewer[] = []
  for (let member = 0; member < count; member += 1) {
    const { port, path } = server
    const headers = server.headersOf(member)
    viewers.push(new Viewer(await LeanSocket.open({ port, path, headers, greeting: '{"type":"hello"' })))
  }
  const [keeper] = viewers
  const join = await measure(
    server,
    viewers,
    (index) => viewers[index]?.socket.send(frameOf(server.enter(index))),
    () => viewers.every(({ present }) => present.size === count),
  )
  const going = viewers.slice(1)
  const leave = await measure(
    server,
    viewers,
    (index) => going[index]?.socket.close(),
    () => keeper?.present.size === 1,
  )
  keeper?.socket.close()
  return { join, leave }
}

async function measure(
  server: CrowdServer,
  viewers: readonly Viewer[],
  act: (index: number) => void,
  isSettled: () => boolean,
): Promise<CrowdResult> {
  const messages = () => viewers.reduce((sum, viewer) => sum + viewer.messages, 0)
  const before = { messages: messages(), cpu: cpuSeconds(server.pid) ?? NaN, at: performance.now() }
  for (let index = 0; index < viewers.length; index += WAVE) {
    const due = before.at + (index * 1_000) / PACE_PER_SECOND
    await sleep(Math.max(0, due - performance.now()))
    for (let next = index; next < Math.min(index + WAVE, viewers.length); next += 1) act(next)
  }
  while (!isSettled()) await sleep(5)
  const settledMs = performance.now() - before.at
  // What is told after that is told as well.
  await sleep(500)
  return {
    messages: messages() - before.messages,
    cpuMs: ((cpuSeconds(server.pid) ?? NaN) - before.cpu) * 1_000,
    settledMs,
  }
}
