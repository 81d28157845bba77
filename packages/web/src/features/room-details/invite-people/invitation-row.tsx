import LinkIcon from 'lucide-react/icons/link'
import type { Invitation } from '@parley/protocol'
import { invitationWords } from './invitation-words.ts'

type InvitationRowProps = {
  invitation: Invitation
  nowMs: number
  onRevoke: (id: string) => Promise<unknown>
}

/** A link that still leads into the room. Its secret is not known any more, so it cannot be copied again. [R4] */
export function InvitationRow({ invitation, nowMs, onRevoke }: InvitationRowProps) {
  const words = invitationWords(invitation, nowMs)
  return (
    <li
      data-testid="invitation"
      className="flex min-h-[48px] items-center gap-3 border-t border-line py-2 pr-3 pl-3.5"
    >
      <span className="grid w-[42px] shrink-0 place-items-center text-soft">
        <LinkIcon size={16} aria-hidden />
      </span>
      <span className="min-w-0 flex-1 text-[13px] leading-[17px] text-soft">{words}</span>
      <button
        type="button"
        aria-label={`Revoke the link: ${words}`}
        onClick={() => void onRevoke(invitation.id)}
        className="tap rounded-full px-2 py-1 text-[13px] text-soft hover:bg-hover hover:text-red"
      >
        Revoke
      </button>
    </li>
  )
}
