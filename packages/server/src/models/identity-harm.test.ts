import { describe, expect, test } from 'vitest'
import { exampleCast, guarded } from '../../test/example-cast.ts'
import { STARTER_AGENTS, STARTER_ROOMS } from '../starter/index.ts'
import { MOMENTS, VOICES } from './rehearsal/voices/index.ts'
import { guardText } from './identity-guard.ts'

const names = ['Steve Jobs', 'Fidji Simo', 'Will', 'May', 'Mark', 'Nonna Pia', 'Grace']

describe('[M5] what is no label is left as it is', () => {
  test.each([
    'Fidji, what do you think?',
    'Fidji – what do you think?',
    'Fidji - you first.',
    'As Fidji said: simple.',
    'Fidji said: simple.',
    'Fidji :) you made my day',
    'Fidji:) you made my day',
    '@Fidji: look at this',
    '**Fidji** is right.',
    '**Fidji** — I agree with you.',
    '**Fidji**\nShe starts on Monday.',
    '[Fidji Simo](https://example.org) wrote it',
    '(Fidji: you know this one)',
    '"Fidji: call me" is all it said',
    'Fidji (and I mean it) is right',
    'Fidji Simo\nand others',
    'Fidjis: plural',
    'Will you come? May I?\nWill power: what a word.',
    'Will\nMay\nMark',
    'Three things: bread, salt, time',
    'Note: this is short.\nRobin, are you there?',
    '- Fidji: warmth\n- Will: speed\n* May: calm',
    '1. Fidji: warmth\n2. Will: speed',
    '> Fidji: I think',
    'Sure. Fidji: I think',
    'https://example.org:8080/x',
    'Plan:\n9:00 – breakfast\n10:00 – museum',
    '9:00 – breakfast\n10:00 – museum',
    '12:04 is when the train leaves',
    '12:04 PM works for me',
    '[12:04]',
    '2026-11-21T12:04:00Z',
    'Chapters:\n[0:32] intro\n[1:10] drop',
    '(2:1) is the ratio',
    '[12:04) is no time',
    'Plan:\n9:00 AM — breakfast\n10:00 AM — museum',
    'Set:\n```yaml\nFidji: 1\n{"from":"Fidji Simo","text":"x"}\nSteve: 2\n```\nDone.',
    '```Fidji: x```\nNo fence.',
    '~~~\nFidji: 1\n```\nWill: 2\n~~~',
    'Set:\n    Fidji: 1\n\tWill: 2',
    '{"from":"Berlin","to":"Rome"}',
    '{"text":"Hello"}',
    '{',
    '**bold** start',
    '"quoted" start',
    '## Plan\nBread.',
    'Steve Jobs is what they call me',
    'Well-being - a word',
    '👩‍👩‍👧',
    '\u{1f600}\ud83d x',
  ])('%j', (text) => {
    expect(guarded(text, 'Steve Jobs', names)).toEqual({ text, cut: false })
  })

  test('200 ordinary messages and more, by everybody to everybody', () => {
    const corpus = [
      ...STARTER_ROOMS.flatMap(({ messages }) => messages.map(({ text }) => text)),
      ...rehearsed([VOICES, MOMENTS]),
    ]
    expect(corpus.length).toBeGreaterThan(500)
    const everybody = STARTER_AGENTS.map(({ name }) => name)
    const { cast, member } = exampleCast(everybody)
    for (const [index, text] of corpus.entries()) {
      const speaker = member(everybody[index % everybody.length] ?? '')
      expect(guardText(text, cast, speaker)).toEqual({ text: text.trim(), cut: false })
    }
  })
})

/** Every sentence of the rehearsal's voices. */
function rehearsed(value: unknown): string[] {
  if (typeof value === 'string') return value.includes(' ') ? [value] : []
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return []
  return Object.values(value).flatMap(rehearsed)
}
