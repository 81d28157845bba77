import { ContactField } from '../../shared/contact-field.tsx'
import type { Contact } from '../../shared/contacts.ts'
import { RecipientChip } from './recipient-chip.tsx'

type ToFieldProps = {
  contacts: readonly Contact[]
  chosen: readonly Contact[]
  onChosen: (chosen: readonly Contact[]) => void
  onDone: () => void
  /** The room is being made for these: nobody else is chosen. */
  closed: boolean
}

const FIELD = 'flex min-h-[58px] shrink-0 flex-wrap items-center gap-1.5 border-b border-line py-2 px-4'

/** "To:", with a chip for each who was chosen. [W2] */
export function ToField({ contacts, chosen, onChosen, onDone, closed }: ToFieldProps) {
  const chips = (
    <>
      <span className="text-[14px] leading-7 text-soft max-wide:text-[16px]">To:</span>
      {chosen.map((contact) => (
        <RecipientChip
          key={contact.id}
          contact={contact}
          onRemove={closed ? undefined : () => onChosen(chosen.filter(({ id }) => id !== contact.id))}
        />
      ))}
    </>
  )
  if (closed) return <div className={FIELD}>{chips}</div>
  return (
    <ContactField
      contacts={contacts}
      without={chosen.map(({ id }) => id)}
      label="To"
      placeholder={chosen.length === 0 ? 'Type a name, or choose below' : ''}
      fieldClassName={FIELD}
      listClassName="min-h-0 w-full max-w-[720px] flex-1 overflow-y-auto overscroll-contain p-2"
      chips={chips}
      onPick={(picked) => onChosen([...chosen, ...picked])}
      onTakeBack={() => onChosen(chosen.slice(0, -1))}
      onDone={onDone}
    />
  )
}
