import SquarePen from 'lucide-react/icons/square-pen'
import { Link } from '../../shared/link.tsx'

/** Opens the page on which a room is made. [W2] */
export function NewRoomLink() {
  return (
    <Link
      to="/new"
      aria-label="New room"
      title="New room (n)"
      className="inline-grid size-9 max-wide:size-11 place-items-center rounded-full text-soft transition-colors hover:bg-hover hover:text-ink"
    >
      <SquarePen size={19} aria-hidden />
    </Link>
  )
}
