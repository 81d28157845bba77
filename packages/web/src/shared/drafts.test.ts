import { afterEach, expect, test, vi } from 'vitest'
import { moveDraft, readDraft, returnToDraft, writeDraft } from './drafts.ts'

afterEach(() => vi.unstubAllGlobals())

/** A browser's storage that takes so many more entries. */
function storage(free: number) {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => kept.delete(key),
    setItem: (key: string, value: string) => {
      if (!kept.has(key) && kept.size >= free) throw new Error('full')
      kept.set(key, value)
    },
  })
  return kept
}

test('[W3] a draft is kept in the browser, and forgotten once it is empty', () => {
  const kept = storage(9)
  writeDraft('r1', 'half a thought')
  expect(kept.size).toBe(1)
  expect(readDraft('r1')).toBe('half a thought')
  writeDraft('r1', '')
  expect(kept.size).toBe(0)
  expect(readDraft('r1')).toBe('')
})

test('[W3] where the browser keeps nothing, a draft lasts as long as the page', () => {
  storage(0)
  writeDraft('r1', 'half a thought')
  expect(readDraft('r1')).toBe('half a thought')
  expect(readDraft('r2')).toBe('')
  writeDraft('r1', '')
  expect(readDraft('r1')).toBe('')
})

test('[W3] a draft that another window has sent is gone here too', () => {
  const kept = storage(9)
  writeDraft('r1', 'half a thought')
  kept.clear()
  expect(readDraft('r1')).toBe('')
})

test('[W3] what could not be sent stands before what was written since, and nothing adds nothing', () => {
  storage(9)
  writeDraft('r1', 'later')
  returnToDraft('r1', 'earlier')
  returnToDraft('r1', '')
  expect(readDraft('r1')).toBe('earlier\nlater')
})

test('[W3] a draft that moves joins the one that is there, and leaves nothing behind', () => {
  const kept = storage(9)
  writeDraft('new', 'half a')
  moveDraft('new', 'r1')
  expect([readDraft('new'), readDraft('r1')]).toEqual(['', 'half a'])
  moveDraft('new', 'r1')
  expect([...kept.values()]).toEqual(['half a'])
})
