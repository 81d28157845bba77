import fc from 'fast-check'
import { expect, test } from 'vitest'
import { titleIn } from './name-chat.ts'

test.for([
  ['A free afternoon', 'A free afternoon'],
  ['**"Roses for the garden."**', 'Roses for the garden'],
  ['Title: Nine roses, no thorns', 'Nine roses, no thorns'],
  ['\n\n# Where to eat\n\nThis title says…', 'Where to eat'],
  ['One two three four five six seven eight nine', 'One two three four five six seven'],
  ['周末去哪里吃饭', '周末去哪里吃饭'],
  ['?!', ''],
  ['', ''],
] as const)('[R5] the title in %j', ([written, title]) => {
  expect(titleIn(written)).toBe(title)
})

test('[R5] whatever a model writes, a title is short, one line, and trimmed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const title = titleIn(text)
      expect(title.length).toBeLessThanOrEqual(60)
      expect(title).not.toContain('\n')
      expect(title.trim()).toBe(title)
    }),
  )
})
