import { useSyncExternalStore } from 'react'
import Monitor from 'lucide-react/icons/monitor'
import Moon from 'lucide-react/icons/moon'
import Sun from 'lucide-react/icons/sun'
import { IconButton } from '../../shared/icon-button.tsx'
import { chooseNextTheme, currentTheme, onThemeChange } from '../../shared/theme.ts'

const ICONS = { system: Monitor, light: Sun, dark: Moon }
const NAMES = { system: 'as the system', light: 'light', dark: 'dark' }

/** Goes round: system, light, dark. [W1] */
export function ThemeSwitch() {
  const theme = useSyncExternalStore(onThemeChange, currentTheme)
  const Icon = ICONS[theme]
  return (
    <IconButton label={`Theme: ${NAMES[theme]}`} onClick={chooseNextTheme}>
      <Icon size={18} aria-hidden />
    </IconButton>
  )
}
