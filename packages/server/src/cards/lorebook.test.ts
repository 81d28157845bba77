import { describe, expect, test } from 'vitest'
import { readCardText } from './card.ts'
import { profileOf } from './index.ts'
import { lorebookOf } from './lorebook.ts'

function cardWith(book: unknown, more: object = {}) {
  const data = { name: 'Io', ...more, character_book: book }
  return readCardText(JSON.stringify({ spec: 'chara_card_v3', spec_version: '3.0', data }))
}

const texts = (entries: unknown[]) => lorebookOf(cardWith({ entries }))?.entries.map(({ text }) => text)

describe('[A3] the lorebook of a card', () => {
  test('is read with everything that decides when an entry is told', () => {
    const full = {
      keys: [' volcano ', '', 7],
      secondary_keys: ['fire'],
      selective: true,
      case_sensitive: true,
      constant: false,
      enabled: true,
      insertion_order: 2,
      priority: 10,
      content: '{{char}} has four hundred volcanoes, says {{user}}.',
    }
    const first = {
      keys: ['moon'],
      secondary_keys: ['x'],
      content: 'Io is a moon.',
      insertion_order: 1,
      constant: true,
    }
    expect(lorebookOf(cardWith({ scan_depth: 9, entries: [full, first] }))).toEqual({
      depth: 9,
      entries: [
        {
          keys: ['moon'],
          also: [],
          isCaseSensitive: false,
          constant: true,
          priority: 0,
          text: 'Io is a moon.',
        },
        {
          keys: ['volcano'],
          also: ['fire'],
          isCaseSensitive: true,
          constant: false,
          priority: 10,
          text: 'Io has four hundred volcanoes, says the person.',
        },
      ],
    })
  })

  test('leaves out what is switched off, empty, or looks for patterns; those are named at the import', () => {
    const entries = [
      { keys: ['a'], content: 'off', enabled: false },
      { keys: ['a'], content: ' ' },
      { keys: ['(a+)+$'], content: 'pattern', use_regex: true },
      { keys: ['a'], content: '@@dont_activate\nnever' },
      { keys: ['(a+)+$'], content: 'always', use_regex: true, constant: true },
      { content: '@@activate\n@@depth 4\nalways too' },
    ]
    expect(texts(entries)).toEqual(['always', 'always too'])
    expect(profileOf(cardWith({ entries })).notes).toEqual([
      'One entry of its lorebook will not be told: regular expressions are not used here.',
    ])
  })

  test('may be anything: what makes no sense is no entry', () => {
    for (const book of [
      undefined,
      null,
      7,
      [],
      {},
      { entries: 'x' },
      { entries: [] },
      { entries: [null, 3] },
    ])
      expect(lorebookOf(cardWith(book))).toBeUndefined()
    expect(lorebookOf(cardWith({ scan_depth: -3, entries: [{ content: 'x' }] }))?.depth).toBe(1)
    expect(lorebookOf(cardWith({ scan_depth: 1e9, entries: [{ content: 'x' }] }))?.depth).toBe(20)
    expect(texts([{ keys: 'not a list', content: 'x' }])).toEqual(['x'])
    expect(texts([{ keys: ['a'], content: 'y'.repeat(50_000) }])?.[0]).toHaveLength(1_400)
  })
})
