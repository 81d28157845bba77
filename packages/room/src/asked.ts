import type { MemberId, RoomEvent, RoomHead } from '@parley/protocol'
import { mentionedMembers } from './address.ts'
import { isAwake } from './members.ts'

type Asked = RoomHead['asked']

/**
 * The agents that a person asked and that have not answered yet. [D11]
 *
 * Asking is by request (in every reply mode) and, in manual rooms, by an @mention in a message. Whoever
 * is asked again before its answer is visible stays where it is in the row: it answers once. An answer, a
 * failure and a stop end the asking; a turn that was cut off by something else does not.
 */
export function foldAsked(head: RoomHead, event: RoomEvent): Asked {
  const { asked } = head
  switch (event.type) {
    case 'turn-requested':
      return isPerson(head, event.by) ? withAsked(head, event, event.data.agents ?? []) : asked
    case 'message-posted':
    case 'message-started': {
      const open = without(asked, event.by)
      return event.type === 'message-posted'
        ? withMentioned({ ...head, asked: open }, event, event.data.text)
        : open
    }
    case 'message-finished':
      return event.data.status === 'complete' ? withMentioned(head, event, event.data.text) : asked
    case 'message-edited':
      return event.data.rerun === true ? withMentioned(head, event, event.data.text) : asked
    case 'turn-ended': {
      if (event.data.outcome === 'interrupted') return asked
      const turn = head.turns.find(({ plan }) => plan.id === event.data.turn)
      return turn?.plan.mustAnswer === undefined ? asked : without(asked, turn.plan.mustAnswer)
    }
    case 'turns-stopped':
      return asked.length === 0 ? asked : []
    case 'room-changed':
      return event.data.replyMode === undefined || event.data.replyMode === head.settings.replyMode
        ? asked
        : []
    case 'member-removed':
      return without(asked, event.data.member)
    case 'member-changed':
      return isAwake(event.data.member) ? asked : without(asked, event.data.member.id)
    default:
      return asked
  }
}

function withMentioned(head: RoomHead, event: RoomEvent, text: string): Asked {
  if (head.settings.replyMode !== 'manual' || !isPerson(head, event.by)) return head.asked
  return withAsked(head, event, mentionedMembers(text, head.members))
}

function withAsked(head: RoomHead, event: RoomEvent, agents: readonly MemberId[]): Asked {
  const added = [...new Set(agents)]
    .filter((id) => isAwakeAgent(head, id) && !head.asked.some(({ member }) => member === id))
    .map((member) => ({ member, event: event.id, at: event.at }))
  return added.length === 0 ? head.asked : [...head.asked, ...added]
}

function without(asked: Asked, member: MemberId): Asked {
  return asked.some((entry) => entry.member === member)
    ? asked.filter((entry) => entry.member !== member)
    : asked
}

function isPerson(head: RoomHead, id: MemberId): boolean {
  return head.members.some((member) => member.id === id && member.kind === 'person')
}

function isAwakeAgent(head: RoomHead, id: MemberId): boolean {
  return head.members.some((member) => member.id === id && isAwake(member))
}
