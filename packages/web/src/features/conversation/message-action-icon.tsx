import Copy from 'lucide-react/icons/copy'
import MessageCircleQuestion from 'lucide-react/icons/message-circle-question-mark'
import GitFork from 'lucide-react/icons/git-fork'
import Hand from 'lucide-react/icons/hand'
import Link from 'lucide-react/icons/link'
import Pencil from 'lucide-react/icons/pencil'
import PencilLine from 'lucide-react/icons/pencil-line'
import Reply from 'lucide-react/icons/reply'
import RotateCcw from 'lucide-react/icons/rotate-ccw'
import Trash from 'lucide-react/icons/trash-2'
import type { MessageAction } from './message-actions.ts'

const ICONS: Record<MessageAction, typeof Copy> = {
  reply: Reply,
  link: Link,
  copy: Copy,
  edit: Pencil,
  'edit-rerun': PencilLine,
  ask: Hand,
  regenerate: RotateCcw,
  why: MessageCircleQuestion,
  fork: GitFork,
  delete: Trash,
}

/** The sign beside an action's name. */
export function MessageActionIcon({ action }: { action: MessageAction }) {
  const Icon = ICONS[action]
  return <Icon size={17} strokeWidth={1.9} aria-hidden className="shrink-0" />
}
