import { ContactField } from '../../shared/contact-field.tsx'
import type { Contact } from '../../shared/contacts.ts'
import { RecipientChip } from './recipient-chip.tsx'

type ToFieldProps = {
  contacts: readonly Contact[]
  chosen: readonly Contact[]
  onChosen: (chosen: readonly Contact[]) => void
  onDone: () => void
}

/** "To:", with a chip for each who was chosen. [W2] */
export function ToField({ contacts, chosen, onChosen, onDone }: ToFieldProps) {
  return (
    <ContactField
      contacts={contacts}
      without={chosen.map(({ id }) => id)}
      label="To"
      placeholder={chosen.length === 0 ? 'Type a name, or choose below' : ''}
      fieldClassName="flex min-h-[58px] shrink-0 flex-wrap items-center gap-1.5 border-b border-line py-2 px-4"
      listClassName="min-h-0 w-full max-w-[720px] flex-1 overflow-y-auto overscroll-contain p-2"
      chips={
        <>
          <span className="text-[14px] leading-7 text-soft max-wide:text-[16px]">To:</span>
          {chosen.map((contact) => (
            <RecipientChip
              key={contact.id}
              contact={contact}
              onRemove={() => onChosen(chosen.filter(({ id }) => id !== contact.id))}
            />
          ))}
        </>
      }
      onPick={(picked) => onChosen([...chosen, ...picked])}
      onTakeBack={() => onChosen(chosen.slice(0, -1))}
      onDone={onDone}
    />
  )
}
