import type { Message } from '@parley/protocol'
import { LIMITS, utf8Bytes } from '@parley/protocol'
import { Refusal } from '../refusal.ts'
import type { Events, MemberOrder } from './context.ts'
import { requireMessage } from './messages.ts'

type Continued = MemberOrder<'append-message'> | MemberOrder<'finish-message'>

/** Begins a message that comes in chunks, as the built-in agents' do; its id is that of the command. [A4, M4] */
export async function startMessage(order: MemberOrder<'start-message'>): Promise<Events> {
  const { principal, id, command } = order
  if (command.replyTo !== undefined) await requireMessage(order, command.replyTo)
  const data = command.replyTo === undefined ? {} : { replyTo: command.replyTo }
  return [{ type: 'message-started', id, by: principal.id, data }]
}

/** The limit is that of a whole message: a chunk that would go beyond it is refused, and nothing is cut off. */
export async function appendMessage(order: MemberOrder<'append-message'>): Promise<Events> {
  const { principal, id, command } = order
  const { message, text } = command
  if (text === '') throw new Refusal('empty-text')
  const open = await requireOpen(order)
  const bytes = utf8Bytes(open.text) + utf8Bytes(text)
  if (bytes > LIMITS.maxTextBytes) {
    const details = { bytes, maxBytes: LIMITS.maxTextBytes }
    throw new Refusal('too-large', 'A message may have 16 KiB of text.', details)
  }
  return [{ type: 'message-appended', id, by: principal.id, data: { message, text } }]
}

/** The whole text stands in the event, so that the chunks can be folded away. [C4] */
export async function finishMessage(order: MemberOrder<'finish-message'>): Promise<Events> {
  const { principal, id, command } = order
  const { message, status } = command
  const { text } = await requireOpen(order)
  return [{ type: 'message-finished', id, by: principal.id, data: { message, text, status } }]
}

/** The message with all of its chunks so far, while its author may go on. @throws Refusal */
async function requireOpen(order: Continued): Promise<Message> {
  const { office, room, principal, command } = order
  // A client does not wait for its chunks: those that are on their way to the log come first.
  await office.log.settled(room)
  const item = await requireMessage(order, command.message)
  if (item.by !== principal.id) throw new Refusal('forbidden', 'Only its author may go on with a message.')
  if (item.turn !== undefined) throw new Refusal('forbidden', 'The room itself speaks this message.')
  if (item.status !== 'streaming') throw new Refusal('not-supported', 'The message is finished.')
  return item
}
