import type { KeyboardEvent } from 'react'
import X from 'lucide-react/icons/x'
import { Avatar } from '../../shared/avatar.tsx'
import { CHIP, leaveChip, moveAmongChips } from '../../shared/chip-keys.ts'
import type { Contact } from '../../shared/contacts.ts'

type RecipientChipProps = {
  contact: Contact
  /** Without it they stay. */
  onRemove?: (() => void) | undefined
}

/** Somebody whom the new room is for; its cross takes them out again, as Backspace does where the arrow keys lead. */
export function RecipientChip({ contact, onRemove }: RecipientChipProps) {
  const remove = (cross: HTMLElement) => {
    leaveChip(cross)
    onRemove?.()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Backspace' || event.key === 'Delete') remove(event.currentTarget)
    else if (event.key === 'Escape') leaveChip(event.currentTarget)
    else if (!moveAmongChips(event.currentTarget, event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <span className="fade-in flex h-7 max-w-[220px] items-center outline-blue has-focus-visible:outline-2 gap-1.5 rounded-full bg-[light-dark(#dcebff,#173a63)] pr-1 pl-[3px] text-[13.5px] text-[light-dark(#0050ac,#a8d1ff)]">
      <Avatar face={contact} sizePx={22} />
      <span className={`truncate ${onRemove ? '' : 'pr-1.5'}`}>{contact.name}</span>
      {onRemove && (
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Remove ${contact.name}`}
          {...CHIP}
          onClick={(event) => remove(event.currentTarget)}
          onKeyDown={onKeyDown}
          className="tap grid size-5 place-items-center rounded-full outline-none hover:bg-hover"
        >
          <X size={13} aria-hidden />
        </button>
      )}
    </span>
  )
}
