import Settings from 'lucide-react/icons/settings'
import { IconLink } from '../../shared/icon-link.tsx'

/** Opens the settings. */
export function SettingsLink() {
  return (
    <IconLink to="/settings" label="Settings">
      <Settings size={19} aria-hidden />
    </IconLink>
  )
}
