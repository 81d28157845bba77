import { describe, expect, test } from 'vitest'
import { STARTER_AGENTS } from '../../../starter/index.ts'
import { everyone, MOMENTS, VOICES } from './index.ts'

describe('[M2] its material', () => {
  const banks = [...VOICES, everyone]
  const lines = banks.flatMap((voice) =>
    [voice.greet, voice.answer, voice.build, voice.disagree, voice.ask, voice.aside, voice.close].flat(),
  )

  test('every line is there once, is short and has only known slots', () => {
    expect(new Set(lines).size).toBe(lines.length)
    for (const line of [...lines, ...Object.values(MOMENTS).flat()]) {
      expect(line.length).toBeLessThan(170)
      expect(line.replace(/\{(?:topic|Topic|name|other|person|self|hook|a|b)\}/g, '')).not.toMatch(/[{}]/)
    }
  })

  test('[D9] a last word asks nothing, and an answer to nobody names nobody', () => {
    for (const voice of banks) {
      for (const line of voice.close) expect(line).not.toMatch(/\?|\{other\}|\{name\}/)
      for (const line of [...voice.answer, ...voice.greet, ...voice.aside])
        expect(line).not.toMatch(/\{name\}|\{other\}/)
      for (const line of voice.ask) expect(line).toContain('{other}')
    }
  })

  test('[A2] every real starter has a voice of its own kind', () => {
    const named = new Set(VOICES.flatMap(({ names }) => names))
    const rest = STARTER_AGENTS.filter(({ name }) => !named.has(name)).map(({ name }) => name)
    expect(rest).toEqual(['Captain Inês Duarte', 'Unit Seven'])
  })
})
