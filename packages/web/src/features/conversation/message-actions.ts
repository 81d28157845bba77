import type { MemberId, Message, RoomHead } from '@parley/protocol'
import { agentsOf } from '@parley/room'
import { mayModerate } from '../../shared/roles.ts'
import { shortName } from '../../shared/names.ts'
import { workOf } from '../../shared/turn-work.ts'

export type MessageAction =
  | 'reply'
  | 'copy'
  | 'link'
  | 'edit'
  | 'edit-rerun'
  | 'ask'
  | 'regenerate'
  | 'why'
  | 'fork'
  | 'delete'

/** What the reader may do with a message, in the order of the menu. [D11, D12, D14] */
export function actionsOf(head: RoomHead, message: Message, me: MemberId): MessageAction[] {
  const author = head.members.find(({ id }) => id === message.by)
  const own = message.by === me
  const mayWrite = head.members.some(({ id, role }) => id === me && role !== 'viewer')
  const written = message.status !== 'streaming'
  const agents = agentsOf(head).length > 0
  const awake = author?.kind === 'agent' && author.paused !== true
  const asked = awake && workOf(head, author.id).kind !== 'free'
  const offered: Record<MessageAction, boolean> = {
    reply: written && mayWrite,
    copy: true,
    link: written,
    edit: own && written,
    'edit-rerun': own && written && agents,
    // In a manual room the bar above the composer does it.
    ask: awake && !asked && head.settings.replyMode !== 'manual',
    regenerate: awake && written,
    why: author?.kind === 'agent' || agents,
    fork: written,
    delete: written && (own || mayModerate(head, me)),
  }
  return ORDER.filter((action) => offered[action])
}

const ORDER: readonly MessageAction[] = [
  'reply',
  'copy',
  'link',
  'edit',
  'edit-rerun',
  'ask',
  'regenerate',
  'why',
  'fork',
  'delete',
]

const READS: readonly MessageAction[] = ['copy', 'link', 'why', 'fork']

/** What can be done in a room that was put away: it is read, not written in. [R5] */
export function readOnly(actions: readonly MessageAction[]): MessageAction[] {
  return actions.filter((action) => action === 'copy' || READS.includes(action))
}

/** What the menu calls it. */
export function actionLabel(action: MessageAction, author: string): string {
  return action === 'ask' ? `Ask ${shortName(author)}` : LABELS[action]
}

const LABELS: Record<Exclude<MessageAction, 'ask'>, string> = {
  reply: 'Reply',
  copy: 'Copy',
  link: 'Copy link',
  edit: 'Edit',
  'edit-rerun': 'Edit and ask again',
  regenerate: 'Regenerate',
  why: 'Why?',
  fork: 'Fork from here',
  delete: 'Delete',
}
