import { expect, test } from 'vitest'
import { EMOJI_GROUPS, findEmoji } from './emoji-data.ts'

test('[W3] emoji by the names that people know', () => {
  expect(findEmoji('+1', 5)[0]?.emoji).toBe('👍')
  expect(findEmoji('heart', 5)[0]?.emoji).toBe('❤️')
  expect(findEmoji('party', 3).map(({ emoji }) => emoji)).toContain('🎉')
  expect(findEmoji('grinning_face', 1)[0]?.emoji).toBe('😀')
  expect(findEmoji('nosuchthing', 5)).toEqual([])
  expect(EMOJI_GROUPS.length).toBeGreaterThanOrEqual(8)
})
