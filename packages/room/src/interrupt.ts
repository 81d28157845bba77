import type { NewEvent, RoomEvent, RoomHead } from '@parley/protocol'

/**
 * Whether `event` makes the running turns of the room stale. [D4]
 *
 * The store raises the room's interruption count by this rule in the transaction that appends the
 * event, and the fold raises it by the same rule, so both always agree. Per reply mode: in autopilot
 * a person's message or request aborts what is under way; in ambient and manual a running reply may
 * finish. In every mode a change that takes an agent or the room away does.
 */
export function interrupts(head: RoomHead, event: RoomEvent | NewEvent): boolean {
  switch (event.type) {
    case 'message-posted':
    case 'message-started':
    case 'turn-requested':
      return head.settings.replyMode === 'autopilot' && kindOf(head, event.by) === 'person'
    case 'member-removed':
      return kindOf(head, event.data.member) === 'agent'
    case 'member-changed':
      return event.data.member.paused === true && isAwake(head, event.data.member.id)
    case 'room-changed':
      return event.data.replyMode !== undefined && event.data.replyMode !== head.settings.replyMode
    case 'room-deleted':
      return true
    default:
      return false
  }
}

function isAwake(head: RoomHead, id: string): boolean {
  return head.members.some((member) => member.id === id && member.kind === 'agent' && member.paused !== true)
}

function kindOf(head: RoomHead, id: string): 'person' | 'agent' | undefined {
  return head.members.find((member) => member.id === id)?.kind
}
