import Sparkles from 'lucide-react/icons/sparkles'
import { Link } from '../../shared/link.tsx'
import { useWelcomed } from './welcomed.ts'

/** On a phone, above the list: the way to the first room of one's own. */
export function WelcomeLink() {
  if (useWelcomed()) return null
  return (
    <Link
      to="/welcome"
      className="mx-4 mb-2 flex items-center gap-3 rounded-[14px] bg-field px-4 py-3 text-[14px] wide:hidden"
    >
      <Sparkles size={19} aria-hidden className="shrink-0 text-blue" />
      <span>
        <span className="block font-medium">New here?</span>
        <span className="block text-[12.5px] text-soft">Three steps to a room in which somebody talks.</span>
      </span>
    </Link>
  )
}
