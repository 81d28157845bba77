import ContactRound from 'lucide-react/icons/contact-round'
import { useMe } from '@parley/react'
import { IconLink } from '../../shared/icon-link.tsx'

/** Opens the agents of the workspace; a guest has none. [A1, R4] */
export function ContactsLink() {
  if (useMe()?.guest === true) return null
  return (
    <IconLink to="/agents" label="Contacts">
      <ContactRound size={19} aria-hidden />
    </IconLink>
  )
}
