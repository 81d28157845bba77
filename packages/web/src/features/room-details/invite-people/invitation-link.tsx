import { useState } from 'react'
import Check from 'lucide-react/icons/check'
import Copy from 'lucide-react/icons/copy'
import type { NewInvitation } from '@parley/protocol'
import { copyText } from '../../../shared/copy-text.ts'

/** A new link, shown this once. */
export function InvitationLink({ invitation, onClose }: { invitation: NewInvitation; onClose: () => void }) {
  const [copied, setCopied] = useState<boolean>()
  const link = location.origin + invitation.path
  const copy = () =>
    copyText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div className="fade-in flex flex-col gap-3 px-3.5 py-3.5">
      <h3 className="text-[15px] font-semibold">Send this link</h3>
      <input
        readOnly
        aria-label="Invitation link"
        data-testid="invitation-link"
        value={link}
        onFocus={(event) => event.target.select()}
        className="h-10 w-full rounded-lg bg-field px-3 text-[13px]"
      />
      <p className="text-[12.5px] leading-[16px] text-soft" role="status">
        {copied === false
          ? 'This browser does not let us copy. Select the link and copy it.'
          : 'It is shown this once. Whoever has it can use it.'}
      </p>
      <div className="grid grid-cols-2 gap-2">
        <button type="button" className="h-10 rounded-lg bg-field" onClick={onClose}>
          Done
        </button>
        <button
          type="button"
          autoFocus
          onClick={() => void copy()}
          className="flex h-10 items-center justify-center gap-2 rounded-lg bg-blue-fill font-semibold text-white"
        >
          {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          {copied ? 'Copied' : 'Copy link'}
        </button>
      </div>
    </div>
  )
}
