import AtSign from 'lucide-react/icons/at-sign'
import Ear from 'lucide-react/icons/ear'
import InfinityIcon from 'lucide-react/icons/infinity'
import type { ReplyMode } from '@parley/protocol'
import { REPLY_MODE_WORDS } from './reply-modes.ts'

const ICONS = { autopilot: InfinityIcon, ambient: Ear, manual: AtSign }

/** A small mark of who decides that agents speak here. [W2] */
export function ReplyModeMark({ replyMode, sizePx = 13 }: { replyMode: ReplyMode; sizePx?: number }) {
  const Icon = ICONS[replyMode]
  const { name, meaning } = REPLY_MODE_WORDS[replyMode]
  return (
    <span role="img" aria-label={name} title={`${name}: ${meaning}`} className="inline-flex shrink-0">
      <Icon size={sizePx} strokeWidth={2.2} aria-hidden />
    </span>
  )
}
