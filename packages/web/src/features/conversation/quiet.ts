import type { MemberId, RoomHead, SystemLine, TimelineItem, TurnId } from '@parley/protocol'
import { agentsOf } from '@parley/room'
import { mayModerate } from '../../shared/roles.ts'
import { isBusy } from '../../shared/turn-work.ts'

/** What a person may ask of a room in which nobody is at work. */
export type Offer =
  | { intent: 'start' | 'continue'; turn?: undefined }
  | { intent: 'retry'; turn: TurnId; beyondBudget?: true }
  | undefined

const LOUD: readonly string[] = ['silenced', 'failed'] satisfies SystemLine['line']['type'][]

/**
 * What to offer at the end of a conversation: to start or go on where two agents or more could talk
 * with each other [D2], to try again where the last thing was a failure [M8], to go beyond a budget that is
 * used up, to those who decide for others [D13]; nothing while somebody is at work, and nothing elsewhere.
 */
export function offerOf(head: RoomHead, all: readonly TimelineItem[], me: MemberId): Offer {
  if (isBusy(head)) return undefined
  const timeline = all.filter((item) => item.deleted !== true)
  const last = timeline.at(-1)
  // What failed in another room cannot be tried again in this one.
  if (last?.kind === 'line' && last.line.type === 'failed' && last.imported === undefined) {
    const retry = { intent: 'retry', turn: last.line.turn } as const
    // Also where the fault will not go by itself: somebody may have mended it meanwhile.
    if (last.line.failure.code !== 'budget-reached') return retry
    return mayModerate(head, me) ? { ...retry, beyondBudget: true } : undefined
  }
  if (head.settings.replyMode === 'manual' || agentsOf(head).length < 2) return undefined
  // Who came, who left and what the room is called do not break a silence.
  const spoken = timeline.findLast((item) => item.kind === 'message' || LOUD.includes(item.line.type))
  if (spoken === undefined) return { intent: 'start' }
  return spoken.kind === 'line' && spoken.line.type === 'silenced' ? { intent: 'continue' } : undefined
}
