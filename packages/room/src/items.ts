import type {
  LinkPreview,
  Message,
  MessageReaction,
  RoomEvent,
  RoomHead,
  Seq,
  SystemLine,
  TimelineItem,
} from '@parley/protocol'
import { SYSTEM } from '@parley/protocol'
import { endCalls, foldCalls } from './calls.ts'
import { linksIn } from './links.ts'

/**
 * The timeline item that `event` adds or changes, or undefined if it touches none. [C1]
 *
 * `head` is the room before the event; `find` answers the item that was made by the event with that
 * id, or undefined where it is unknown (it may lie outside a client's window). An event that is
 * already folded into an item (`foldedTo`) is not applied again, so that a page of history read
 * from the store and the live stream may overlap.
 */
export function foldItem(
  head: RoomHead | undefined,
  event: RoomEvent,
  find: (id: string) => TimelineItem | undefined,
): TimelineItem | undefined {
  switch (event.type) {
    case 'message-posted':
      return newMessage(event, {
        text: event.data.text,
        status: 'complete',
        ...optional(event.data),
        ...callsOf(head, event.data.turn),
      })
    case 'message-started':
      return newMessage(event, {
        text: '',
        status: 'streaming',
        ...optional(event.data),
        ...callsOf(head, event.data.turn),
      })
    case 'message-appended':
      return change(find(event.data.message), event.seq, (message) =>
        message.status === 'streaming' && message.deleted !== true
          ? { ...message, text: message.text + event.data.text }
          : message,
      )
    case 'message-finished':
      return change(find(event.data.message), event.seq, (message) =>
        message.status === 'streaming'
          ? {
              ...message,
              text: message.deleted === true ? '' : event.data.text,
              status: event.data.status,
              ...optional(event.data),
              ...withCalls(endCalls(message.calls)),
            }
          : message,
      )
    case 'tool-called':
    case 'tool-finished':
    case 'approval-requested':
    case 'approval-given': {
      const message = head?.turns.find(({ plan }) => plan.id === event.data.turn)?.message
      return change(message === undefined ? undefined : find(message), event.seq, (known) => ({
        ...known,
        ...withCalls(foldCalls(known.calls, event)),
      }))
    }
    case 'message-edited':
      return change(find(event.data.message), event.seq, (message) => edited(message, event))
    case 'links-previewed':
      return change(find(event.data.message), event.seq, (message) =>
        message.status === 'streaming' || message.deleted === true
          ? message
          : withPreviews(message, event.data.previews, message.text),
      )
    case 'message-deleted':
      return deleted(find(event.data.message), event)
    case 'item-imported':
      return importedItem(event)
    case 'reaction-added':
      return change(find(event.data.message), event.seq, (message) =>
        message.deleted === true
          ? message
          : {
              ...message,
              reactions: [
                ...othersReactions(message, event.by),
                { by: event.by, reaction: event.data.reaction, at: event.at },
              ],
            },
      )
    case 'reaction-removed':
      return change(find(event.data.message), event.seq, (message) => ({
        ...message,
        reactions: message.reactions.filter(
          (given) => given.by !== event.by || given.reaction !== event.data.reaction,
        ),
      }))
    default:
      return systemLine(head, event)
  }
}

function newMessage(event: RoomEvent, fields: Pick<Message, 'text' | 'status'> & Partial<Message>): Message {
  const { id, seq, at, by } = event
  return { kind: 'message', id, seq, at, by, ...fields, reactions: [], foldedTo: seq }
}

/** Its author and its time are those that it had; its place is that of the import. [R5] */
function importedItem({ id, seq, data }: RoomEvent<'item-imported'>): TimelineItem {
  const { item, people } = data
  const imported = people === undefined ? {} : { people }
  return item.kind === 'message'
    ? { ...item, id, seq, imported, foldedTo: seq }
    : { ...item, id, seq, imported }
}

/** The fields that a message event may carry; absent ones stay absent. */
function optional(
  data: Partial<
    Pick<Message, 'replyTo' | 'turn' | 'usage' | 'thinking' | 'attachments' | 'finishReason' | 'durationMs'>
  >,
): Partial<Message> {
  return {
    ...(data.replyTo === undefined ? {} : { replyTo: data.replyTo }),
    ...(data.attachments === undefined ? {} : { attachments: data.attachments }),
    ...(data.turn === undefined ? {} : { turn: data.turn }),
    ...(data.usage === undefined ? {} : { usage: data.usage }),
    ...(data.thinking === undefined ? {} : { thinking: data.thinking }),
    ...(data.finishReason === undefined ? {} : { finishReason: data.finishReason }),
    ...(data.durationMs === undefined ? {} : { durationMs: data.durationMs }),
  }
}

/** What its turn asked of tools before the first word. [M7] */
function callsOf(head: RoomHead | undefined, id: string | undefined): Pick<Message, 'calls'> {
  return withCalls(head?.turns.find(({ plan }) => plan.id === id)?.calls)
}

function withCalls(calls: Message['calls']): Pick<Message, 'calls'> {
  return calls === undefined ? {} : { calls }
}

/** What somebody else has deleted stays so, also where both were on their way at once. [D14] */
function edited({ deleted: _, ...message }: Message, { at, data }: RoomEvent<'message-edited'>): Message {
  if (message.deletedBy !== undefined) return { ...message, deleted: true }
  if (data.restored !== undefined) return { ...message, text: data.text, ...optional(data.restored) }
  return { ...withPreviews(message, message.previews, data.text), text: data.text, editedAt: at }
}

/** Keeps its place, without the words: a message may come back, by its author's edit; a line does not. */
function deleted(
  item: TimelineItem | undefined,
  { seq, by }: RoomEvent<'message-deleted'>,
): TimelineItem | undefined {
  if (item?.kind === 'line') return item.deleted === true ? undefined : { ...item, deleted: true }
  return change(item, seq, (message) => {
    const { calls: _calls, thinking: _thinking, attachments: _files, previews: _previews, ...rest } = message
    const theirs = by === message.by ? {} : { deletedBy: by }
    return { ...rest, text: '', reactions: [], deleted: true, ...theirs }
  })
}

/** A link that its text has no longer is not shown. [W4] */
function withPreviews(
  { previews: _, ...message }: Message,
  previews: readonly LinkPreview[] | undefined,
  text: string,
): Message {
  if (previews === undefined) return message
  const links = linksIn(text)
  const left = previews.filter(({ url }) => links.includes(url))
  return left.length === 0 ? message : { ...message, previews: left }
}

function change(
  item: TimelineItem | undefined,
  seq: Seq,
  apply: (message: Message) => Message,
): Message | undefined {
  if (item?.kind !== 'message' || item.foldedTo >= seq) return undefined
  return { ...apply(item), foldedTo: seq }
}

/** A member has one reaction on a message: a new one takes the place of the old. */
function othersReactions(message: Message, by: string): MessageReaction[] {
  return message.reactions.filter((given) => given.by !== by)
}

function systemLine(head: RoomHead | undefined, event: RoomEvent): SystemLine | undefined {
  const line = lineOf(head, event)
  if (line === undefined) return undefined
  const { id, seq, at, by } = event
  return { kind: 'line', id, seq, at, by, line }
}

function lineOf(head: RoomHead | undefined, event: RoomEvent): SystemLine['line'] | undefined {
  const nameOf = (id: string) => head?.members.find((member) => member.id === id)?.name ?? 'Someone'
  switch (event.type) {
    case 'member-added':
      // The first members come with the room (`causedBy` its creation) and need no line each.
      return event.causedBy === undefined ? { type: 'member-added', member: event.data.member } : undefined
    case 'member-removed':
      return { type: 'member-removed', member: event.data.member, name: nameOf(event.data.member) }
    case 'room-changed':
      // What the room is called for want of a better name is no news.
      return event.data.title === undefined ||
        event.data.title === head?.settings.title ||
        event.by === SYSTEM
        ? undefined
        : { type: 'renamed', title: event.data.title }
    case 'room-silenced':
      return { type: 'silenced', member: event.data.member, name: nameOf(event.data.member) }
    case 'turns-stopped':
      return head !== undefined && (head.turns.length > 0 || head.asked.length > 0)
        ? { type: 'stopped', member: event.by, name: nameOf(event.by) }
        : undefined
    case 'turn-ended':
      return event.data.failure !== undefined
        ? {
            type: 'failed',
            turn: event.data.turn,
            failure: event.data.failure,
            ...(event.data.speaker === undefined ? {} : { member: event.data.speaker }),
          }
        : undefined
    default:
      return undefined
  }
}
