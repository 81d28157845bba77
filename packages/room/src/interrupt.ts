import type { NewEvent, RoomEvent, RoomHead } from '@parley/protocol'
import { isAwake } from './members.ts'

/** Which running turns an event makes stale: all, or those of which nothing is visible yet. */
export type Interruption = 'all' | 'unseen'

/**
 * Whether `event` makes running turns of the room stale, and which. [D4]
 *
 * The store raises the room's interruption count by this rule in the transaction that appends the
 * event, and the fold raises it by the same rule, so both always agree. Per reply mode: in autopilot
 * a person's message or request aborts what is under way; in ambient a message aborts what is not yet
 * visible; in manual a running reply may finish. In every mode these abort all: a stop, an answer that
 * is to be given anew, and a change that takes an agent or the room away.
 */
export function interrupts(head: RoomHead, event: RoomEvent | NewEvent): Interruption | undefined {
  switch (event.type) {
    case 'message-posted':
    case 'message-started':
      return kindOf(head, event.by) === 'person' ? BY_A_MESSAGE[head.settings.replyMode] : undefined
    case 'message-edited':
      return event.data.rerun === true ? 'all' : undefined
    case 'turn-requested':
      if (kindOf(head, event.by) !== 'person') return undefined
      return head.settings.replyMode === 'autopilot' || event.data.intent === 'regenerate' ? 'all' : undefined
    case 'member-removed':
      return all(kindOf(head, event.data.member) === 'agent')
    case 'member-changed':
      return all(!isAwake(event.data.member) && wasAwake(head, event.data.member.id))
    case 'room-changed':
      return all(event.data.replyMode !== undefined && event.data.replyMode !== head.settings.replyMode)
    case 'room-deleted':
    case 'turns-stopped':
      return 'all'
    default:
      return undefined
  }
}

const BY_A_MESSAGE = { autopilot: 'all', ambient: 'unseen', manual: undefined } as const

function all(condition: boolean): Interruption | undefined {
  return condition ? 'all' : undefined
}

function wasAwake(head: RoomHead, id: string): boolean {
  return head.members.some((member) => member.id === id && isAwake(member))
}

function kindOf(head: RoomHead, id: string): 'person' | 'agent' | undefined {
  return head.members.find((member) => member.id === id)?.kind
}
