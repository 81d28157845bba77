import { expect, test } from 'vitest'
import { MODIFIED_SHORTCUTS, SHORTCUTS, shortcutOf } from './shortcuts.ts'

const press = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  defaultPrevented: false,
  ...more,
})
const page = { typing: false, inDialog: false }

test('[W5] every key of the sheet acts', () => {
  for (const [key, { action }] of Object.entries(SHORTCUTS)) expect(shortcutOf(press(key), page)).toBe(action)
})

test('[D14 W5] with Ctrl or ⌘ the agents are stopped, also from the field in which one writes', () => {
  for (const [key, { action }] of Object.entries(MODIFIED_SHORTCUTS)) {
    for (const modifier of ['ctrlKey', 'metaKey'])
      for (const typing of [true, false])
        expect(shortcutOf(press(key, { [modifier]: true }), { ...page, typing })).toBe(action)
    expect(shortcutOf(press(key), page)).not.toBe(action)
    expect(shortcutOf(press(key, { ctrlKey: true }), { ...page, inDialog: true })).toBeUndefined()
  }
})

test('[W5] nothing acts while typing, in a dialog, with a modifier, or when it was taken', () => {
  expect(shortcutOf(press('n'), { ...page, typing: true })).toBeUndefined()
  expect(shortcutOf(press('n'), { ...page, inDialog: true })).toBeUndefined()
  for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'defaultPrevented']) {
    expect(shortcutOf(press('n', { [modifier]: true }), page)).toBeUndefined()
  }
  expect(shortcutOf(press('x'), page)).toBeUndefined()
  expect(shortcutOf(press('toString'), page)).toBeUndefined()
})
