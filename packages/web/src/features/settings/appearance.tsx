import { useSyncExternalStore } from 'react'
import { SegmentedChoice } from '../../shared/segmented-choice.tsx'
import { THEMES, chooseTheme, currentTheme, onThemeChange } from '../../shared/theme.ts'
import { Setting } from './setting.tsx'

const NAMES = { system: 'System', light: 'Light', dark: 'Dark' }
const OPTIONS = THEMES.map((value) => ({ value, name: NAMES[value] }))

/** Light or dark. [W1] */
export function Appearance() {
  const theme = useSyncExternalStore(onThemeChange, currentTheme)
  return (
    <Setting name="Appearance">
      <SegmentedChoice label="Theme" options={OPTIONS} value={theme} onChoose={chooseTheme} />
    </Setting>
  )
}
