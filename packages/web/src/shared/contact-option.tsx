import Plus from 'lucide-react/icons/plus'
import { Avatar } from './avatar.tsx'
import type { Contact } from './contacts.ts'

type ContactOptionProps = { id: string; contact: Contact; active: boolean; onPick: () => void }

/** Somebody who may be chosen. */
export function ContactOption({ id, contact, active, onPick }: ContactOptionProps) {
  return (
    // The keys are handled by the field, which keeps the focus, as in every combobox.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <li
      id={id}
      role="option"
      aria-selected={active}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
      className="group flex items-center gap-3 rounded-xl px-2.5 py-[7px] hover:bg-hover aria-selected:bg-blue-fill aria-selected:text-white"
    >
      <Avatar face={contact} sizePx={38} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-[14.5px] font-medium">{contact.name}</span>
        <span className="block truncate text-[12.5px] text-soft group-aria-selected:text-white">
          {contact.title}
        </span>
      </span>
      {contact.starter && (
        <span className="shrink-0 text-[11px] text-soft group-aria-selected:text-white">AI impression</span>
      )}
      <Plus size={17} aria-hidden className="shrink-0 text-soft group-aria-selected:text-white" />
    </li>
  )
}
