import type { RoomId, RoomPreferences } from '@parley/protocol'
import { expect, test } from 'vitest'
import { KeptByReader } from './kept-preferences.ts'

const room = 'kitchen' as RoomId
const say = (kept: KeptByReader, preferences: RoomPreferences) => kept.take({ room, preferences })

test('[R5] a change shows at once, and is gone again where the server refuses', () => {
  const kept = new KeptByReader()
  const settle = kept.claim(room, { pinned: true }, 70)
  expect(kept.of(room)).toEqual({ pinnedAt: 70 })
  settle()
  expect(kept.of(room)).toEqual({})
})

test('[R5] what another device says meanwhile is not undone by an older answer', () => {
  const kept = new KeptByReader()
  const settle = kept.claim(room, { pinned: true }, 70)
  expect(say(kept, { muted: true, pinnedAt: 60 })).toBe(true)
  settle({ pinnedAt: 70 })
  expect(kept.of(room)).toEqual({ pinnedAt: 60, muted: true })
})

test('[R5] the list of rooms replaces what was known; what is the same keeps its object', () => {
  const kept = new KeptByReader()
  expect(kept.adopt([{ room, preferences: { muted: true } }])).toEqual([room])
  const before = kept.of(room)
  expect(kept.adopt([{ room, preferences: { muted: true } }])).toEqual([])
  expect(kept.of(room)).toBe(before)
  expect(kept.adopt([])).toEqual([room])
  expect(kept.of(room)).toEqual({})
})
