/** What a key does, in the order of the sheet. [W5] */
export const SHORTCUTS = {
  n: { action: 'new-room', words: 'New room' },
  j: { action: 'next-room', words: 'Next room' },
  k: { action: 'previous-room', words: 'Previous room' },
  p: { action: 'pin', words: 'Pin or unpin the room' },
  h: { action: 'mute', words: 'Hide or show its alerts' },
  d: { action: 'delete', words: 'Delete the room' },
  '/': { action: 'search', words: 'Search' },
  t: { action: 'theme', words: 'Light, dark or the system’s theme' },
  s: { action: 'sounds', words: 'Sounds on or off' },
  '?': { action: 'sheet', words: 'These shortcuts' },
  Escape: { action: 'back', words: 'Close, or back to the list' },
} as const

/** With Ctrl or ⌘, also while typing. */
export const MODIFIED_SHORTCUTS = {
  '.': { action: 'stop', words: 'Stop the agents' },
  k: { action: 'palette', words: 'Go to a room, or do something' },
} as const

export type ShortcutAction =
  | (typeof SHORTCUTS)[keyof typeof SHORTCUTS]['action']
  | (typeof MODIFIED_SHORTCUTS)[keyof typeof MODIFIED_SHORTCUTS]['action']

/** What the sheet also tells, though it belongs to a part of the page. */
export const LOCAL_SHORTCUTS = [
  ['↑ ↓', 'From message to message'],
  ['r', 'React to the chosen message, and more'],
  ['↑', 'Edit the last message, from an empty field'],
  ['Enter', 'Send'],
  ['Shift Enter', 'New line'],
] as const

type Press = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; defaultPrevented: boolean }

/**
 * The action of a key press, if any: while typing only with Ctrl or ⌘, otherwise never with a modifier, and
 * never twice. [W5]
 */
export function shortcutOf(
  press: Press,
  target: { typing: boolean; inDialog: boolean },
): ShortcutAction | undefined {
  if (press.defaultPrevented || press.altKey || target.inDialog) return undefined
  if (press.ctrlKey || press.metaKey)
    return Object.hasOwn(MODIFIED_SHORTCUTS, press.key)
      ? MODIFIED_SHORTCUTS[press.key as keyof typeof MODIFIED_SHORTCUTS].action
      : undefined
  if (target.typing) return undefined
  return Object.hasOwn(SHORTCUTS, press.key)
    ? SHORTCUTS[press.key as keyof typeof SHORTCUTS].action
    : undefined
}
