import ContactRound from 'lucide-react/icons/contact-round'
import { useMe } from '@parley/react'
import { Link } from '../../shared/link.tsx'

/** Opens the agents of the workspace; a guest has none. [A1, R4] */
export function ContactsLink() {
  if (useMe()?.guest === true) return null
  return (
    <Link
      to="/agents"
      aria-label="Contacts"
      title="Contacts"
      className="inline-grid size-9 max-wide:size-11 place-items-center rounded-full text-soft transition-colors hover:bg-hover hover:text-ink"
    >
      <ContactRound size={19} aria-hidden />
    </Link>
  )
}
