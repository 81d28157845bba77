import { describe, expect, test } from 'vitest'
import { exampleCast, guarded } from '../../test/example-cast.ts'
import { guardText, IdentityGuard } from './identity-guard.ts'

const STARTERS = ['Steve Jobs', 'Fidji Simo', 'Sam Altman', 'Sam']

describe('[M5] the speaker’s own label goes', () => {
  test.each([
    ['Steve Jobs: Hello', 'Hello'],
    ['steve jobs:Hello', 'Hello'],
    ['Steve: Hello', 'Hello'],
    ['steve-jobs: Hello', 'Hello'],
    ['**Steve Jobs:** Hello', 'Hello'],
    ['**Steve Jobs**: Hello', 'Hello'],
    ['*Steve*: Hello', 'Hello'],
    ['__Steve Jobs__: Hello', 'Hello'],
    ['[Steve Jobs]: Hello', 'Hello'],
    ['[Steve Jobs] Hello', 'Hello'],
    ['<Steve Jobs> Hello', 'Hello'],
    ['"Steve Jobs": Hello', 'Hello'],
    ['### Steve Jobs:\nHello', 'Hello'],
    ['**Steve Jobs**\n\nHello', 'Hello'],
    ['Steve Jobs - Hello', 'Hello'],
    ['Steve — Hello', 'Hello'],
    ['Steve Jobs (smiling): Hello', 'Hello'],
    ['Steve Jobs, Founder: Hello', 'Hello'],
    ['Steve Jobs (Founder): Hello', 'Hello'],
    ['Steve Jobs *nods*: Hello', 'Hello'],
    ['**Steve Jobs (nods):** Hello', 'Hello'],
    ['Steve Jobs : Hello', 'Hello'],
    ['Ｓｔｅｖｅ：Hello', 'Hello'],
    ['Steve  Jobs: Hello', 'Hello'],
    ['\nSteve Jobs: \nHello', 'Hello'],
    ['Steve: Steve Jobs: Hello', 'Hello'],
    ['Hello\nSteve: and on', 'Hello\nand on'],
    ['Steve Jobs:', ''],
  ])('%j becomes %j', (text, expected) => {
    expect(guarded(text, 'Steve Jobs', STARTERS)).toEqual({ text: expected, cut: false })
  })
})

describe('[M5] copied times and lines of JSON go, their words stay', () => {
  test.each([
    ['[12:04] Hello', 'Hello'],
    ['[12:04] Steve: Hello', 'Hello'],
    ['12:04 Steve Jobs: Hello', 'Hello'],
    ['Steve Jobs [12:04]: Hello', 'Hello'],
    ['Steve Jobs, 12:04 PM: Hello', 'Hello'],
    ['Steve Jobs 12:04 PM\nHello', 'Hello'],
    ['12:04 PM — Hello', 'Hello'],
    ['12:04 p.m. - Hello', 'Hello'],
    ['2026-11-21T12:04:00Z Hello', 'Hello'],
    ['[2026-11-21T12:04:00.123+01:00] Hello', 'Hello'],
    ['[11/21/26, 12:04:33 PM] Steve Jobs: Hello', 'Hello'],
    ['[12:04] Hello\n[12:05] again', 'Hello\nagain'],
    ['{"from":"Steve Jobs","text":"Hello"}', 'Hello'],
    ['{ "from": "steve-jobs", "text": "Say \\"hi\\"\\u0021\\n\\ud83d\\ude00" }', 'Say "hi"!\n😀'],
    ['{"from":"Steve Jobs","text":"Steve: Hello","status":"still-writing"}', 'Hello'],
    [
      '{"from":"Steve Jobs","text":"One"}\n{"from":"Steve Jobs","reaction":"like","to":"Sam"}\n{"from":"Steve","text":"two"}',
      'One\n\ntwo',
    ],
    ['{"speaker":"steve-jobs","message":"Hello', 'Hello'],
    [
      String.raw`{"from":"Steve","text":"{\"from\":\"Steve\",\"text\":\"x\"}"}`,
      '{"from":"Steve","text":"x"}',
    ],
  ])('%j becomes %j', (text, expected) => {
    expect(guarded(text, 'Steve Jobs', STARTERS)).toEqual({ text: expected, cut: false })
  })
})

describe('[M5] words of somebody else are cut where they begin', () => {
  test.each([
    ['Yes.\nFidji Simo: I think so, too', 'Yes.', 'Fidji Simo'],
    ['Yes.\n\n**Fidji:** I think', 'Yes.', 'Fidji Simo'],
    ['Yes.\r\n**Fidji Simo**: I think', 'Yes.', 'Fidji Simo'],
    ['Yes. \nFidji Simo (laughs): I think', 'Yes.', 'Fidji Simo'],
    ['Yes.\u2028Fidji: I', 'Yes.', 'Fidji Simo'],
    ['Yes.\n  <Fidji Simo> I think', 'Yes.', 'Fidji Simo'],
    ['Yes.\n[Fidji] I think', 'Yes.', 'Fidji Simo'],
    ['Yes.\n[12:05] Fidji: I think', 'Yes.', 'Fidji Simo'],
    ['Yes.\n12:05 PM - fidji-simo: I think', 'Yes.', 'Fidji Simo'],
    ['Yes.\n{"from":"Fidji Simo","text":"I think"}', 'Yes.', 'Fidji Simo'],
    ['{"from":"Steve","text":"Yes."}\n{"from":"Fidji Simo","text":"I"}', 'Yes.', 'Fidji Simo'],
    ['{"from":"Steve","text":"Yes.\\nFidji: I think"}', 'Yes.', 'Fidji Simo'],
    ['Steve: Fidji: I think', '', 'Fidji Simo'],
    ['Yes.\nSam: I think', 'Yes.', 'Sam'],
    ['Yes.\nSam Altman: I think', 'Yes.', 'Sam Altman'],
    ['Yes.\nSam   Altman: I think', 'Yes.', 'Sam Altman'],
    ['```x```\nFidji: I think', '```x```', 'Fidji Simo'],
    ['```\nFidji: in code\n```\nFidji: I think', '```\nFidji: in code\n```', 'Fidji Simo'],
  ])('%j', (text, expected, name) => {
    const cutFor = exampleCast(STARTERS).idOf(name)
    expect(guarded(text, 'Steve Jobs', STARTERS)).toEqual({ text: expected, cut: true, cutFor })
  })

  test('those of a person, too, whom nobody offers a turn', () => {
    expect(guarded('Yes.\nRobin: I agree', 'Steve Jobs', STARTERS)).toEqual({ text: 'Yes.', cut: true })
  })

  test('nothing more is taken after that', () => {
    const { cast, member } = exampleCast(STARTERS)
    const guard = new IdentityGuard(cast, member('Steve Jobs'))
    expect([guard.push('Yes.\nFidji: '), guard.isCut, guard.push('Steve: No.')]).toEqual(['Yes.', true, ''])
    expect(guard.end()).toMatchObject({ rest: '', cut: true })
  })
})

describe('[M5] names of every kind', () => {
  test.each([
    'Bob (the [b.',
    '<img src=x onerror=alert(1)>',
    '[admin]',
    '"Quote" O’Brien',
    '😀 Smiley ❤️',
    'يوسف\u200f',
    'Rene\u0301e Ångström',
    '(the boss)',
    'a\\b|c$^.*+?',
    'Will',
    'May',
    'Strauß',
    '12:04',
  ])('%j as own and as another’s', (name) => {
    const names = [name, 'Gus']
    const json = `{"from":${JSON.stringify(name)},"text":"`
    for (const label of [`${name}:`, `**${name}:**`, `[${name}]:`, `**${name}** :`, json]) {
      expect(guarded(`${label} Hi`, name, names)).toEqual({ text: 'Hi', cut: false })
      const cutFor = exampleCast(names).idOf(name)
      expect(guarded(`So.\n${label} Hi`, 'Gus', names)).toEqual({ text: 'So.', cut: true, cutFor })
    }
  })

  test('accents and case are no difference', () => {
    expect(guarded('RE\u0301NEE: Hi', 'Rénée', ['Rénée'])).toEqual({ text: 'Hi', cut: false })
    expect(guarded('Jose\u0301: Hi', 'José', ['José'])).toEqual({ text: 'Hi', cut: false })
    expect(guarded('STRAUSS: Hi', 'Strauß', ['Strauß'])).toEqual({ text: 'Hi', cut: false })
  })

  test('of two with one name or one first name, the speaker’s own goes before the other’s', () => {
    const names = ['Alex', 'Alex', 'Steve Jobs', 'Steve Wozniak', 'Gus']
    expect(guarded('Alex: Hi', 'Alex (2)', names)).toEqual({ text: 'Hi', cut: false })
    expect(guarded('Steve: Hi', 'Steve Wozniak', names)).toEqual({ text: 'Hi', cut: false })
    expect(guarded('So.\nAlex (2): Hi', 'Alex', names)).toMatchObject({ text: 'So.', cut: true })
    expect(guarded('So.\nSteve: Hi', 'Gus', names)).toEqual({ text: 'So.', cut: true })
  })

  test('a whole name goes before the first name of somebody else', () => {
    const names = ['Steve', 'Steve Jobs']
    const cutFor = exampleCast(names).idOf('Steve')
    expect(guarded('So.\nSteve: Hi', 'Steve Jobs', names)).toEqual({ text: 'So.', cut: true, cutFor })
  })

  test('somebody who left is cut, but not offered a turn', () => {
    const { cast, member } = exampleCast(['Gus', 'Zed'], ['Zed'])
    const guard = new IdentityGuard(cast, member('Gus'))
    expect(guard.push('So.\nZed: I am back') + guard.end().rest).toBe('So.')
    expect(guard.end()).toEqual({ rest: '', cut: true })
    const left = exampleCast(['Gus', 'Somebody who left'], ['Somebody who left'])
    const text = 'Somebody: open a window.'
    expect(guardText(text, left.cast, left.member('Gus'))).toEqual({ text, cut: false })
  })
})
