import type {
  Agent,
  EventId,
  MemberId,
  NewEvent,
  ReplyMode,
  RoomEvent,
  RoomId,
  Usage,
} from '@parley/protocol'
import { REPLY_MODES } from '@parley/protocol'
import { setTimeout as sleep } from 'node:timers/promises'
import { openMemoryStore, serve } from '../packages/server/src/index.ts'
import type { RunningServer } from '../packages/server/src/index.ts'
import { configureModels } from '../packages/server/src/models/index.ts'
import type { Store } from '../packages/server/src/store/store.ts'
import { entropy, gini } from './balance.ts'
import { append, newId } from './director-room.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'

const PEOPLE = ['Pat', 'Quinn'] as const
/** By how talkative they are. */
const AGENTS = { Ann: 0.1, Bob: 0.3, Cleo: 0.5, Dan: 0.7, Eve: 0.9 } as const
const ROOMS = 12
/** Said in turn by the two people; with their mentions and questions as in the chats of a small group. */
const SAID = [
  'Good morning!',
  'Morning. Did you see the rain?',
  'Quinn, are we still on for lunch?',
  'Sure, at one.',
  'Does anybody know a good place near the park?',
  'The last one was too loud.',
  '@Cleo what would you eat on a day like this?',
  'Soup, I hope.',
  'I have to finish the report first.',
  'How long will that take?',
  'An hour, maybe two.',
  'Eve, could you look at the numbers?',
  'They looked odd to me.',
  'Who wrote the second page?',
  'I did, late at night.',
  'It shows :)',
  'Ha.',
  'What should we call it?',
  'Something short.',
  'Dan and Ann, any ideas?',
  'Fine by me.',
  'See you at one then.',
]
/** No turn follows in an idle room after so long at this pace. */
const QUIET_MS = 700

/**
 * What agents do with what people say, in each reply mode, through a real server with the rehearsal model: how
 * much they say, how evenly, how long they go on, and what that costs in tokens.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  const store = openMemoryStore()
  for (const [name, talkativeness] of Object.entries(AGENTS))
    await store.directory.putAgent(agent(name, talkativeness))
  const server = await serve({
    configuration: {
      port: 0,
      host: '127.0.0.1',
      dataDirectory: '',
      seed: 'modes',
      pace: 'instant',
      logLevel: 'silent',
    },
    store,
    models: await configureModels({ OLLAMA_HOST: '', PARLEY_PACE: 'instant' }),
    ownerName: 'Robin',
    report: (message, details) => console.error(message, details),
    delay: () => Promise.resolve(),
  })
  try {
    for (const mode of REPLY_MODES) await measure(report, server, store, mode)
  } finally {
    await server.close()
  }
}

async function measure(
  report: (figure: Figure) => void,
  server: RunningServer,
  store: Store,
  mode: ReplyMode,
): Promise<void> {
  const rooms = Array.from({ length: ROOMS }, (_, index) => `${mode}-${index}` as RoomId)
  const logs = await Promise.all(rooms.map((room, index) => talk(server, store, room, mode, index)))
  const events = logs.flat()
  const spoken = Object.keys(AGENTS).map(
    (name) => events.filter(({ type, by }) => isWords(type) && by === idOf(name)).length,
  )
  const visible = spoken.reduce((sum, count) => sum + count, 0)
  const tokens = events
    .flatMap(usagesOf)
    .reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0)
  const people = ROOMS * SAID.length
  report(figure(`agent-messages-per-message/${mode}`, visible / people, ''))
  report(figure(`tokens-per-visible-message/${mode}`, Math.round(tokens / visible), 'tokens'))
  report(figure(`participation-gini/${mode}`, gini(spoken), ''))
  report(figure(`participation-entropy/${mode}`, entropy(spoken), ''))
  report(figure(`talkativeness-correlation/${mode}`, correlation(Object.values(AGENTS), spoken), ''))
  report(figure(`longest-agent-run/${mode}`, Math.max(...logs.map(longestRun)), 'messages'))
}

/** A room in which everything is said; in a manual one somebody is asked after every other message. */
async function talk(
  server: RunningServer,
  store: Store,
  room: RoomId,
  mode: ReplyMode,
  index: number,
): Promise<RoomEvent[]> {
  await create(server, room, mode)
  const names = Object.keys(AGENTS)
  for (const [turn, text] of SAID.entries()) {
    const by = idOf(PEOPLE[(turn + index) % 2] ?? 'Pat')
    await append(server.log, room, { type: 'message-posted', id: newId(), by, data: { text } })
    if (mode === 'manual' && turn % 2 === 1) {
      const agents: [MemberId] = [idOf(names[(turn + index) % names.length] ?? 'Ann')]
      await append(server.log, room, {
        type: 'turn-requested',
        id: newId(),
        by,
        data: { intent: 'ask', agents },
      })
    }
    await untilQuiet(store, room)
  }
  return (await store.readEvents(room, 0 as never, 100_000))?.events ?? []
}

async function create(server: RunningServer, room: RoomId, replyMode: ReplyMode): Promise<void> {
  const settings = { title: '', pace: 'instant', instructions: '', maxConsecutiveAgentMessages: 5 } as const
  const added = (member: Extract<NewEvent, { type: 'member-added' }>['data']['member']): NewEvent => {
    return { type: 'member-added', id: newId(), by: idOf('Pat'), data: { member } }
  }
  await append(
    server.log,
    room,
    { type: 'room-created', id: newId(), by: idOf('Pat'), data: { ...settings, replyMode, seed: room } },
    ...PEOPLE.map((name) => added({ id: idOf(name), kind: 'person', name, role: 'member' })),
    ...Object.entries(AGENTS).map(([name, talkativeness]) =>
      added({ id: idOf(name), kind: 'agent', name, role: 'member', talkativeness }),
    ),
  )
}

async function untilQuiet(store: Store, room: RoomId): Promise<void> {
  for (let [seq, since] = [-1, performance.now()]; performance.now() - since < QUIET_MS;) {
    const head = await store.readHead(room)
    if (head === undefined) return
    if (head.seq !== seq || head.turns.length > 0 || head.asked.length > 0)
      [seq, since] = [head.seq, performance.now()]
    await sleep(20)
  }
}

function usagesOf(event: RoomEvent): Usage[] {
  return 'usage' in event.data && event.data.usage !== undefined ? [event.data.usage] : []
}

function isWords(type: RoomEvent['type']): boolean {
  return type === 'message-posted' || type === 'message-started'
}

function longestRun(log: readonly RoomEvent[]): number {
  let [longest, length] = [0, 0]
  for (const { by } of log.filter(({ type }) => isWords(type))) {
    length = PEOPLE.some((name) => idOf(name) === by) ? 0 : length + 1
    longest = Math.max(longest, length)
  }
  return longest
}

/** Pearson's; 0 where one of both does not vary. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanA, meanB] = [mean(a), mean(b)]
  const dot = a.reduce((sum, value, index) => sum + (value - meanA) * ((b[index] ?? 0) - meanB), 0)
  const norm = Math.sqrt(
    a.reduce((sum, value) => sum + (value - meanA) ** 2, 0) *
      b.reduce((sum, value) => sum + (value - meanB) ** 2, 0),
  )
  return norm === 0 ? 0 : dot / norm
}

function agent(name: string, talkativeness: number): Agent {
  const profile = { name, title: '', bio: '', personality: `${name} is friendly.`, model: '', talkativeness }
  return { ...profile, id: idOf(name), paused: false, starter: false }
}

function idOf(name: string): MemberId {
  return name.toLowerCase() as MemberId & EventId
}
