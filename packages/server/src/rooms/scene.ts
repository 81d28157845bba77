import type { Agent, MemberId, RoomHead, RoomId, Seq, TimelineItem } from '@parley/protocol'
import { tokensOf, undeleted } from '../context/index.ts'
import type { Store } from '../store/store.ts'

/** Items that are read at a time, and how often. */
const PAGE = 200
const MAX_PAGES = 20
/** How much more is read than a prompt shows: what lies beyond is to be summarised. */
const READ_AHEAD = 2

/** What a context is built from: the room, and of its conversation what no summary stands for. */
export type Scene = {
  readonly head: RoomHead
  readonly agents: ReadonlyMap<MemberId, Agent>
  readonly timeline: readonly TimelineItem[]
  readonly earlier: boolean
  readonly summary?: string
  /** How much of it is shown. */
  readonly historyTokens: number
}

type Agents = Scene['agents']

/**
 * Reads back to the summary, if there is one, or to where it is surely enough. `tokensFor` says how much of the
 * conversation is shown, which depends on whose model is asked.
 */
export async function readScene(
  store: Store,
  room: RoomId,
  tokensFor: (agents: Agents) => number,
): Promise<Scene> {
  const [snapshot, profiles] = await Promise.all([
    store.readSnapshot(room, PAGE),
    store.directory.readAgents(),
  ])
  if (snapshot === undefined) throw new Error(`room ${room} is gone`)
  const { head } = snapshot
  const agents: Agents = new Map(profiles.map((agent) => [agent.id, agent]))
  const historyTokens = tokensFor(agents)
  const upTo = head.summary?.upTo ?? (0 as Seq)
  const event = head.summary && (await store.readEvent(room, head.summary.event))
  let { timeline, more } = snapshot
  for (let pages = 1; pages < MAX_PAGES && more; pages += 1) {
    const [first] = timeline
    if (first === undefined || first.seq <= upTo) break
    if (tokensOf(undeleted(timeline)) > historyTokens * READ_AHEAD) break
    const page = await store.readTimeline(room, first.seq, PAGE)
    timeline = [...page.items, ...timeline]
    more = page.more
  }
  const reached = (timeline[0]?.seq ?? 0) <= upTo
  return {
    head,
    agents,
    historyTokens,
    timeline: timeline.filter(({ seq }) => seq > upTo),
    earlier: more && !reached,
    ...(event?.type === 'history-summarised' ? { summary: event.data.text } : {}),
  }
}
