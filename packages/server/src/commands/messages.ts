import type { Attachment, Message, RoomEvent } from '@parley/protocol'
import { Refusal } from '../refusal.ts'
import { answersAfter, eraseAll } from './answers.ts'
import type { Events, MemberOrder, Order } from './context.ts'
import { checkText, checkTextWith } from './text.ts'

export async function postMessage(order: MemberOrder<'post-message'>): Promise<Events> {
  const { principal, id, command } = order
  const files = command.attachments ?? []
  const text = checkTextWith(files, command.text)
  // Deleted meanwhile, it is still what was answered; refused, the answer could never be delivered.
  if (command.replyTo !== undefined) await readMessage(order, command.replyTo)
  const replyTo = command.replyTo === undefined ? {} : { replyTo: command.replyTo }
  const attachments = files.length === 0 ? {} : { attachments: await keepFiles(order, files) }
  return [{ type: 'message-posted', id, by: principal.id, data: { text, ...attachments, ...replyTo } }]
}

async function keepFiles(
  { office, room, principal }: MemberOrder<'post-message'>,
  files: readonly string[],
): Promise<Attachment[]> {
  if (office.attachments === undefined) throw new Refusal('attachment-not-found')
  return office.attachments.keep(room, files, principal.id)
}

/**
 * Gives a message of one's own another text; one that its author deleted is there again
 * by it. With `rerun` what agents said after it goes, and it is answered anew. [D14]
 */
export async function editMessage(order: MemberOrder<'edit-message'>): Promise<Events> {
  const { principal, id, head, command } = order
  const { message, rerun } = command
  const item = await readMessage(order, message)
  if (item.by !== principal.id) throw new Refusal('forbidden', 'Only its author may edit a message.')
  if (item.deletedBy !== undefined)
    throw new Refusal('forbidden', 'Somebody who leads this room deleted the message.')
  if (item.status === 'streaming')
    throw new Refusal('not-supported', 'A message can be edited once it is complete.')
  if (rerun !== true) {
    const restored = item.deleted === true ? await asItWas(order, item) : undefined
    const text = checkTextWith(restored?.attachments ?? [], command.text)
    const data = { message, text, seq: item.seq, ...(restored === undefined ? {} : { restored }) }
    return [{ type: 'message-edited', id, by: principal.id, data }]
  }
  const text = checkText(command.text)
  if (head.members.find((member) => member.id === principal.id)?.kind !== 'person')
    throw new Refusal('forbidden', 'Only a person may have a message answered anew.')
  return eraseAll(await answersAfter(order, item.seq), principal.id, id, {
    type: 'message-edited',
    by: principal.id,
    data: { message, text, rerun, seq: item.seq },
  })
}

/** What a deleted message gets back with its words; undefined: they are others than before. */
async function asItWas(
  { office, room, command }: MemberOrder<'edit-message'>,
  { id, editedAt }: Message,
): Promise<RoomEvent<'message-edited'>['data']['restored']> {
  const event = await office.store.readEvent(room, id)
  const posted = event?.type === 'item-imported' ? event.data.item : event?.data
  if (posted === undefined || !('text' in posted)) return undefined
  // One that was edited before its end is known for that already.
  if (posted.text !== command.text && editedAt === undefined) return undefined
  const attachments = 'attachments' in posted ? posted.attachments : undefined
  return attachments === undefined ? {} : { attachments }
}

/** One's own, or anybody's for owners and moderators. [D14] */
export async function deleteMessage(order: MemberOrder<'delete-message'>): Promise<Events> {
  const { principal, id, head, command } = order
  const item = await requireMessage(order, command.message)
  const role = head.members.find((member) => member.id === principal.id)?.role
  if (item.by !== principal.id && role !== 'owner' && role !== 'moderator') {
    throw new Refusal('forbidden', 'Only its author, an owner or a moderator may delete a message.')
  }
  return [{ type: 'message-deleted', id, by: principal.id, data: { message: item.id, seq: item.seq } }]
}

export async function addReaction(order: MemberOrder<'add-reaction'>): Promise<Events> {
  const { message, reaction } = order.command
  await requireMessage(order, message)
  return [{ type: 'reaction-added', id: order.id, by: order.principal.id, data: { message, reaction } }]
}

export async function removeReaction(order: MemberOrder<'remove-reaction'>): Promise<Events> {
  const { message, reaction } = order.command
  await requireMessage(order, message)
  return [{ type: 'reaction-removed', id: order.id, by: order.principal.id, data: { message, reaction } }]
}

type Place = Pick<Order<'post-message'>, 'office' | 'room'>

/** A message that is there. @throws Refusal */
export async function requireMessage(place: Place, message: string): Promise<Message> {
  const item = await readMessage(place, message)
  if (item.deleted === true) throw new Refusal('message-not-found', 'The message was deleted.')
  return item
}

/** A message that is, or was, there. @throws Refusal */
async function readMessage({ office, room }: Place, message: string): Promise<Message> {
  const item = await office.store.readItem(room, message)
  if (item?.kind !== 'message') throw new Refusal('message-not-found')
  return item
}
