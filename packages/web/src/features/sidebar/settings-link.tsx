import Settings from 'lucide-react/icons/settings'
import { Link } from '../../shared/link.tsx'

/** Opens the settings. */
export function SettingsLink() {
  return (
    <Link
      to="/settings"
      aria-label="Settings"
      title="Settings"
      className="inline-grid size-9 max-wide:size-11 place-items-center rounded-full text-soft transition-colors hover:bg-hover hover:text-ink"
    >
      <Settings size={19} aria-hidden />
    </Link>
  )
}
