/** What a key does, in the order of the sheet. [W5] */
export const SHORTCUTS = {
  n: { action: 'new-room', words: 'New room' },
  j: { action: 'next-room', words: 'Next room' },
  k: { action: 'previous-room', words: 'Previous room' },
  '/': { action: 'search', words: 'Search' },
  t: { action: 'theme', words: 'Light, dark or as the system' },
  '?': { action: 'sheet', words: 'These shortcuts' },
  Escape: { action: 'back', words: 'Close, or back to the list' },
} as const

export type ShortcutAction = (typeof SHORTCUTS)[keyof typeof SHORTCUTS]['action']

/** What the sheet also tells, though it belongs to a part of the page. */
export const LOCAL_SHORTCUTS = [
  ['↑ ↓', 'From message to message'],
  ['r', 'React to the chosen message'],
  ['Enter', 'Send'],
  ['Shift Enter', 'New line'],
] as const

type Press = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; defaultPrevented: boolean }

/** The action of a key press, if any: never while typing, never with a modifier, never twice. [W5] */
export function shortcutOf(
  press: Press,
  target: { typing: boolean; inDialog: boolean },
): ShortcutAction | undefined {
  if (press.defaultPrevented || press.ctrlKey || press.metaKey || press.altKey) return undefined
  if (target.typing || target.inDialog) return undefined
  return Object.hasOwn(SHORTCUTS, press.key)
    ? SHORTCUTS[press.key as keyof typeof SHORTCUTS].action
    : undefined
}
