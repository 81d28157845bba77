import type { EventId, MemberId, RoomHead, TurnPlan } from '@parley/protocol'
import type { Store } from '../store/store.ts'

/** No chain of agents that answer each other is longer. */
const MAX_LINKS = 60

/**
 * The person whose message or request led to a turn, through however many agents that answered each other;
 * undefined where there is none, or where they have left the room. Tools act with their authority. [S5]
 */
export async function readCause(
  store: Pick<Store, 'readEvent'>,
  head: RoomHead,
  { reasons }: TurnPlan,
): Promise<MemberId | undefined> {
  let next = eventOf(reasons)
  for (let links = 0; next !== undefined && links < MAX_LINKS; links += 1) {
    const event = await store.readEvent(head.id, next)
    if (event === undefined) return undefined
    const author = head.members.find(({ id }) => id === event.by)
    if (author?.kind === 'person') return author.id
    // What an outside process says of its own accord has no person behind it.
    const turn = 'turn' in event.data ? event.data.turn : undefined
    if (turn === undefined) return undefined
    const queued = await store.readEvent(head.id, `${turn}-queued` as EventId)
    next = queued?.type === 'turn-queued' ? eventOf(queued.data.plan.reasons) : undefined
  }
  return undefined
}

function eventOf(reasons: TurnPlan['reasons']): EventId | undefined {
  return reasons.find(({ event }) => event !== undefined)?.event
}
