import { BATCH_QUIET_MS } from '@parley/director'
import type { MemberId, NewEvent, RoomId } from '@parley/protocol'
import { agentIds, AgentServer, nameOf } from './agents-server.ts'
import { standIn } from './agents-model.ts'
import type { CountedCall, StandIn } from './agents-model.ts'
import { newId, PAT, post } from './director-room.ts'
import { figure, median, percentile } from './figure.ts'
import type { Figure } from './figure.ts'

const REPLIES = 50
/** What the published implementation of a comparable design reaches in such a room, percent. */
const PUBLISHED_SHARE = 6.5
const STARTS = 60
const STREAMING = 200
const TOKENS = 100
const EVERY_MS = 40
const WORDS =
  'We planted nine roses by the wall last spring and three of them have flowered twice since then '

/** Agents at work in a whole server on a disk: what they cost, and what the server adds to their models' time. */
export async function run(report: (figure: Figure) => void): Promise<void> {
  await cachedShare(report)
  await cachedShareAutopilot(report)
  await firstTokens(report)
  await perToken(report)
  await manyStreams(report)
}

/** Five agents with prompts of their own answer in turn, with a person's message now and then. */
async function cachedShare(report: (figure: Figure) => void): Promise<void> {
  const agents = agentIds(5)
  const model = standIn({ tokens: () => [WORDS] })
  const server = await AgentServer.open(model, agents)
  const room = await server.room('cached', 'manual', agents)
  for (let reply = 0; reply < REPLIES; reply += 1) {
    if (reply % 5 === 0) await server.append(room, post(`And what about number ${reply}? ${WORDS}`))
    await answer(server, room, agents[reply % agents.length] as MemberId)
  }
  await server.close()
  report(figure('cached-token-share', share(model.calls, 'sharedTokens'), '%', PUBLISHED_SHARE))
  report(
    figure('cached-token-share/from-1024-tokens', share(model.calls, 'cachedTokens'), '%', PUBLISHED_SHARE),
  )
  for (const agent of agents) {
    const own = model.calls.filter(({ prompt }) => prompt.includes(`{"you":"${nameOf(agent).toLowerCase()}"`))
    report(figure(`cached-token-share/${nameOf(agent)}`, share(own, 'sharedTokens'), '%', PUBLISHED_SHARE))
  }
}

/** One structured call a message, for all agents together. */
async function cachedShareAutopilot(report: (figure: Figure) => void): Promise<void> {
  const agents = agentIds(5)
  const model = standIn({
    tokens: ({ prompt }) => [JSON.stringify({ speaker: speakerIn(JSON.stringify(prompt)), message: WORDS })],
  })
  const server = await AgentServer.open(model, agents)
  const room = await server.room('autopilot', 'autopilot', agents)
  const done = server.next(room, ({ type }) => type === 'room-silenced')
  await server.append(room, post('What shall we plant?'))
  await done
  await server.close()
  report(figure('cached-token-share/autopilot', share(model.calls, 'sharedTokens'), '%', PUBLISHED_SHARE))
}

/** From the trigger in the log to the first visible word in the log, less what the model itself needed. */
async function firstTokens(report: (figure: Figure) => void): Promise<void> {
  const [agent] = agentIds(1) as [MemberId]
  const model = standIn({ tokens: () => [WORDS], firstMs: 20 })
  const server = await AgentServer.open(model, [agent])
  const asked = await server.room('asked', 'manual', [agent])
  const told = await server.room('told', 'autopilot', [agent])
  const request = (): NewEvent => {
    return { type: 'turn-requested', id: newId(), by: PAT, data: { intent: 'ask', agents: [agent] } }
  }
  const afterRequests = await overheads(server, model, asked, request)
  const afterMessages = await overheads(server, model, told, () => post(WORDS), BATCH_QUIET_MS)
  await server.close()
  report(figure('first-token-overhead-p50-ms', median(afterRequests), 'ms'))
  report(figure('first-token-overhead-p99-ms', percentile(afterRequests, 0.99), 'ms'))
  report(figure('first-token-overhead-p50-ms/after-a-message', median(afterMessages), 'ms'))
}

/** `waitsMs`: what the room waits on purpose, for people who go on typing. */
async function overheads(
  server: AgentServer,
  model: StandIn,
  room: RoomId,
  trigger: () => NewEvent,
  waitsMs = 0,
): Promise<number[]> {
  const found: number[] = []
  for (let start = 0; start < STARTS; start += 1) {
    const seen = server.next(room, ({ type }) => type === 'message-appended').then(() => performance.now())
    const ended = server.next(room, ({ type }) => type === 'turn-ended')
    const durable = await server.append(room, trigger())
    const shown = await seen
    await ended
    const own = model.firstTokens.at(-1)
    if (own !== undefined) found.push(shown - durable - waitsMs - (own.given - own.asked))
  }
  return found
}

/** Processor time of a streamed token beyond what the stream alone takes. */
async function perToken(report: (figure: Figure) => void): Promise<void> {
  const tokens = 2_000
  const [agent] = agentIds(1) as [MemberId]
  const pieces = Array.from({ length: tokens }, (_, index) => `w${index % 10} `)
  const model = standIn({ tokens: () => pieces, everyMs: 0.5 })
  const server = await AgentServer.open(model, [agent])
  const room = await server.room('tokens', 'autopilot', [agent])
  const bare = await cpuOf(() => drain(model))
  const whole = await cpuOf(() => answered(server, room))
  await server.close()
  report(figure('cpu-per-streamed-token-us', (whole * 1_000) / tokens, 'µs', (bare * 1_000) / tokens))
}

/** Each in a room of its own, all at the same time, 25 tokens a second each. */
async function manyStreams(report: (figure: Figure) => void): Promise<void> {
  const agents = agentIds(STREAMING)
  const model = standIn({ tokens: () => Array<string>(TOKENS).fill('rose '), everyMs: EVERY_MS })
  const server = await AgentServer.open(model, agents)
  const rooms: RoomId[] = []
  for (const [index, agent] of agents.entries())
    rooms.push(await server.room(`many-${index}`, 'autopilot', [agent]))
  const begun = performance.now()
  const cpu = await cpuOf(() => Promise.all(rooms.map((room) => answered(server, room))))
  const seconds = (performance.now() - begun) / 1_000
  await server.close()
  report(figure('streams-200-seconds', seconds, 's', (TOKENS * EVERY_MS) / 1_000))
  report(figure('streams-200-tokens-per-s', (STREAMING * TOKENS) / seconds, 'tokens/s'))
  report(figure('streams-200-cpu-percent', cpu / seconds / 10, '% of a core'))
}

async function answer(server: AgentServer, room: RoomId, agent: MemberId): Promise<void> {
  const ended = server.next(room, ({ type }) => type === 'turn-ended')
  const data = { intent: 'ask' as const, agents: [agent] }
  await server.append(room, { type: 'turn-requested', id: newId(), by: PAT, data })
  await ended
}

async function answered(server: AgentServer, room: RoomId): Promise<void> {
  const ended = server.next(room, ({ type }) => type === 'turn-ended')
  await server.append(room, post('Tell me everything.'))
  await ended
}

async function drain({ provider }: StandIn): Promise<void> {
  const { stream } = await provider.languageModel('', 'instant').doStream({ prompt: [] })
  for await (const part of stream) if (part.type === 'finish') return
}

/** Processor time of this process, ms. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

function share(calls: readonly CountedCall[], part: 'sharedTokens' | 'cachedTokens'): number {
  const sum = (of: 'inputTokens' | typeof part) => calls.reduce((total, call) => total + call[of], 0)
  return (100 * sum(part)) / sum('inputTokens')
}

function speakerIn(prompt: string): string {
  const [, list = ''] = [...prompt.matchAll(/\\"speakers\\":\[([^\]]*)\]/g)].at(-1) ?? []
  return /[a-z0-9-]+/.exec(list)?.[0] ?? ''
}
