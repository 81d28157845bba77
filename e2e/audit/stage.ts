import { REPLY_MODES } from '@parley/protocol'
import type { EventId, MemberId, NewEvent, Reaction, RoomId, RoomList } from '@parley/protocol'
import { ensureOwner } from '../../packages/server/src/authority/owner.ts'
import type { RunningServer } from '../../packages/server/src/index.ts'
import { configureModels, openMemoryStore, serve } from '../../packages/server/src/index.ts'
import type { Report } from '../../packages/server/src/report.ts'
import { configureTools } from '../../packages/server/src/tools/configure-tools.ts'

/** When everything here happens: the clock of the server, and of pages that are to look the same every day. */
export const NOW = Date.UTC(2026, 2, 14, 9, 41)
export const ROOM = 'stage' as RoomId
/** A room in which nobody has said anything. */
export const EMPTY_ROOM = 'empty' as RoomId
/** One in which agents have answered by themselves. */
export const DECIDED_ROOM = 'decided' as RoomId
const MINUTE = 60_000
/** Of each answer of an agent. */
const USED = {
  model: 'anthropic:claude-haiku-5-5',
  inputTokens: 8_200,
  outputTokens: 140,
  cachedTokens: 6_000,
  costUsd: 0.0015,
}
const [ADA, STEVE] = ['a_ada-lovelace', 'a_steve-jobs'] as [MemberId, MemberId]

/** A server in this process whose clock stands still, with a room that shows everything a room can say. */
export class Stage {
  readonly server: RunningServer
  /** A link for strangers. */
  readonly invitation: string

  private constructor(server: RunningServer, invitation: string) {
    this.server = server
    this.invitation = invitation
  }

  static async set(): Promise<Stage> {
    const store = openMemoryStore()
    const report: Report = (message, details) => console.error(message, details)
    // An id of every time, since the colours of a face are made from it.
    await ensureOwner(store.directory, () => 'stage', 'Robin', NOW)
    const server = await serve({
      configuration: {
        port: 0,
        host: '127.0.0.1',
        dataDirectory: '',
        seed: 'stage',
        pace: 'instant',
        logLevel: 'silent',
      },
      store,
      models: await configureModels({ OLLAMA_HOST: '', PARLEY_PACE: 'instant' }),
      toolbox: configureTools({}, store, report),
      ownerName: 'Robin',
      now: () => NOW,
      report,
    })
    const ask = async <Answer>(path: string, body?: object): Promise<Answer> => {
      const headers = { authorization: `Bearer ${await server.token()}` }
      const init = body ? { method: 'POST', body: JSON.stringify(body) } : {}
      return (await (await fetch(server.url + path, { headers, ...init })).json()) as Answer
    }
    const { agents } = await ask<{ agents: { id: MemberId }[] }>('/api/agents')
    const known = agents.map(({ id }) => id)
    const cast = [ADA, STEVE].map((wanted, index) =>
      known.includes(wanted) ? wanted : (known[index] ?? wanted),
    )
    const [ada = ADA, steve = STEVE] = cast
    const command = { type: 'create-room', members: cast, title: 'Kitchen table', replyMode: 'manual' }
    await ask(`/api/rooms/${ROOM}/commands`, { id: 'create', command })
    const changes = { budget: { tokens: 60_000, usd: 0.05 } }
    await ask(`/api/rooms/${ROOM}/commands`, { id: 'limit', command: { type: 'change-room', changes } })
    const { id: me } = await ask<{ id: MemberId }>('/api/me')
    const make = (room: string, replyMode: string, title: string) =>
      ask(`/api/rooms/${room}/commands`, {
        id: `create-${room}`,
        command: { ...command, title, replyMode },
      })
    await make(EMPTY_ROOM, 'manual', 'Quiet corner')
    await ask(`/api/rooms/${DECIDED_ROOM}/commands`, {
      id: 'create-decided',
      command: {
        ...command,
        title: 'First things first',
        replyMode: 'autopilot',
        maxConsecutiveAgentMessages: 2,
      },
    })
    const asks = { type: 'post-message', text: 'Ada, what came first, the soup or the spoon?' }
    const silent = whenSilent(server, DECIDED_ROOM)
    await ask(`/api/rooms/${DECIDED_ROOM}/commands`, { id: 'asks', command: asks })
    await silent
    for (const [index, replyMode] of REPLY_MODES.entries()) {
      const room = `mode-${replyMode}` as RoomId
      await make(room, 'manual', `A room on ${replyMode}`)
      const id = `opens-${replyMode}` as EventId
      const data = { text: 'Who has an idea for Sunday?' }
      const at = NOW - (200 + index) * MINUTE
      const said: NewEvent = { type: 'message-posted', id, by: ada, data }
      await server.log.append({ room, events: [said], at, fingerprint: 'stage' })
      const set: NewEvent = {
        type: 'room-changed',
        id: `set-${replyMode}` as EventId,
        by: me,
        data: { replyMode },
      }
      await server.log.append({ room, events: [set], at, fingerprint: 'stage' })
    }
    for (const { ago, event } of conversation(me, ada, steve))
      await server.log.append({ room: ROOM, events: [event], at: NOW - ago * MINUTE, fingerprint: 'stage' })
    const amount = { tokens: 45_000, usd: 0.0075, seconds: 12 }
    await store.spend({ room: ROOM, day: new Date(NOW).toISOString().slice(0, 10), amount })
    await store.putPositions(
      (await ask<RoomList>('/api/rooms')).rooms.map(({ head: { id, seq } }) => ({
        room: id,
        member: me,
        seq,
      })),
    )
    const { path } = await ask<{ path: string }>(`/api/rooms/${ROOM}/invitations`, {})
    return new Stage(server, server.url + path)
  }
}

/** Resolves when the agents of a room have had their say. */
function whenSilent({ log }: RunningServer, silent: RoomId): Promise<void> {
  return new Promise((resolve) => {
    const forget = log.listen((room, events) => {
      if (room !== silent || !events.some(({ type }) => type === 'room-silenced')) return
      forget()
      resolve()
    })
  })
}

type Said = { ago: number; event: NewEvent }

function conversation(me: MemberId, ada: MemberId, steve: MemberId): Said[] {
  let count = 0
  const say = (by: MemberId, ago: number, text: string): Said => {
    const id = `said-${(count += 1)}` as EventId
    const made = by === me ? {} : { usage: USED, finishReason: 'stop', durationMs: 2_300 }
    return { ago, event: { type: 'message-posted', id, by, data: { text, ...made } } }
  }
  const react = (by: MemberId, ago: number, message: string, reaction: Reaction): Said => {
    const id = `given-${(count += 1)}` as EventId
    return { ago, event: { type: 'reaction-added', id, by, data: { message: message as EventId, reaction } } }
  }
  return [
    say(me, 1_560, 'Did anybody water the plants?'),
    say(ada, 1_558, 'Twice, according to my notes.'),
    say(me, 90, 'What shall we cook on Sunday?'),
    say(ada, 89, 'Something that can be computed in advance.'),
    say(ada, 89, 'Soup, for instance: the order of operations hardly matters.'),
    say(steve, 88, 'One dish. Not three. One.'),
    react(ada, 87, 'said-6', 'laugh'),
    react(me, 87, 'said-6', 'heart'),
    say(me, 60, 'Soup it is.'),
    react(steve, 59, 'said-9', 'like'),
    say(
      ada,
      12,
      'A list:\n\n- **leeks**, three\n- *potatoes*, floury\n- `salt`\n\n> Stir, then wait.\n\n```js\nconst soup = leeks.map(slice)\n```',
    ),
    say(me, 3, 'Lovely. I will bring bread, and whoever comes last brings the wine, as always.'),
  ]
}
