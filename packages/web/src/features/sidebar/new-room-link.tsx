import SquarePen from 'lucide-react/icons/square-pen'
import { IconLink } from '../../shared/icon-link.tsx'

/** Opens the page on which a room is made. [W2] */
export function NewRoomLink() {
  return (
    <IconLink to="/new" label="New room" hint="New room (n)">
      <SquarePen size={19} aria-hidden />
    </IconLink>
  )
}
