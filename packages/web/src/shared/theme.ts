import { Listeners } from './listeners.ts'
import { readStored, writeStored } from './storage.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** The chosen theme of this browser; the same key as in `index.html`. */
const KEY = 'parley.theme'
const listeners = new Listeners()

/** The theme that was chosen, `system` where none was. */
export function currentTheme(): Theme {
  return THEMES.find((theme) => theme === readStored(KEY)) ?? 'system'
}

/** Sets the theme at once and for later visits. */
export function chooseTheme(theme: Theme): void {
  writeStored(KEY, theme === 'system' ? undefined : theme)
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  listeners.tell()
}

/** Goes on to the next theme: system, light, dark, and round again. */
export function chooseNextTheme(): void {
  chooseTheme(THEMES[(THEMES.indexOf(currentTheme()) + 1) % THEMES.length] ?? 'system')
}

/** Calls `listener` after each choice, until the answer is called. */
export const onThemeChange = listeners.subscribe
