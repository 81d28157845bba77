import { useState } from 'react'
import Plus from 'lucide-react/icons/plus'
import type { Member, RoomId } from '@parley/protocol'
import { ContactField } from '../../shared/contact-field.tsx'
import type { Contact } from '../../shared/contacts.ts'
import { useContacts } from '../../shared/use-contacts.ts'
import { useCommand } from '../../shared/use-command.ts'

type AddMembersProps = { room: RoomId; members: readonly Member[] }

/** Brings agents and people into the room, one choice after the other. [R3] */
export function AddMembers({ room, members }: AddMembersProps) {
  const [adding, setAdding] = useState(false)
  const contacts = useContacts()
  const { run, trouble } = useCommand(room)
  const add = async (picked: readonly Contact[]) => {
    for (const { id } of picked) await run({ type: 'add-member', member: id })
  }
  if (!adding) {
    return (
      <button
        type="button"
        onClick={() => setAdding(true)}
        className="flex h-[58px] w-full items-center gap-3 pl-3.5 text-[15px] text-blue hover:bg-hover"
      >
        <span className="grid size-[42px] place-items-center rounded-full bg-field">
          <Plus size={20} aria-hidden />
        </span>
        Add somebody
      </button>
    )
  }
  return (
    <div className="fade-in">
      <ContactField
        contacts={contacts}
        without={members.map(({ id }) => id)}
        label="Add somebody"
        placeholder="Add somebody"
        fieldClassName="flex items-center gap-2 px-4 py-2.5"
        listClassName="max-h-[264px] overflow-y-auto overscroll-contain px-1.5 pb-1.5"
        onCancel={() => setAdding(false)}
        onPick={(picked) => void add(picked)}
      />
      {trouble && <p className="px-4 pb-3 text-[13px] text-red">{trouble}</p>}
    </div>
  )
}
