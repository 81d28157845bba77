import { Refusal } from '../refusal.ts'
import type { Events, MemberOrder } from './context.ts'
import { checkText } from './text.ts'

export async function postMessage(order: MemberOrder<'post-message'>): Promise<Events> {
  const { principal, id, command } = order
  const text = checkText(command.text)
  if (command.replyTo !== undefined) await requireMessage(order, command.replyTo)
  const replyTo = command.replyTo === undefined ? {} : { replyTo: command.replyTo }
  return [{ type: 'message-posted', id, by: principal.id, data: { text, ...replyTo } }]
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

async function requireMessage(
  { office, room }: Pick<MemberOrder<'post-message'>, 'office' | 'room'>,
  message: string,
): Promise<void> {
  const item = await office.store.readItem(room, message)
  if (item?.kind !== 'message') throw new Refusal('message-not-found')
}
