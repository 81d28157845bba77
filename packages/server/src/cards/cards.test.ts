import { Agent } from '@parley/protocol'
import fc from 'fast-check'
import { zipSync, strToU8 } from 'fflate'
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readCardText } from './card.ts'
import type { Card } from './card.ts'
import { cardOfAgent, profileOf, readCardFile, toCharx, toPng } from './index.ts'
import { gradientPicture, withTexts, writeChunks } from './png.ts'

const PICTURE = gradientPicture('#ff8a5c', '#d6336c', 8)

function agentOf(card: Card): Agent {
  return Agent.parse({ ...profileOf(card).profile, id: 'a_one', starter: false })
}

const json = fc.jsonValue({ maxDepth: 3 })
const words = fc.string({ unit: 'grapheme', maxLength: 60 })

/** Cards of both versions, with fields that nobody knows, at every level. */
const anyCard = fc
  .record({
    version: fc.constantFrom(2, 3),
    name: words.filter((name) => name.trim() !== ''),
    texts: fc.record({
      description: words,
      personality: words,
      scenario: words,
      first_mes: words,
      mes_example: words,
      creator_notes: words,
      system_prompt: words,
    }),
    tags: fc.array(words, { maxLength: 3 }),
    extensions: fc.dictionary(words, json, { maxKeys: 3 }),
    character_book: fc.record({ entries: fc.array(json, { maxLength: 3 }), extensions: json }),
    unknown: fc.dictionary(fc.string(), json, { maxKeys: 3 }),
    around: fc.dictionary(fc.string(), json, { maxKeys: 2 }),
  })
  .map(({ version, name, texts, unknown, around, ...more }) =>
    JSON.stringify({
      ...around,
      spec: `chara_card_v${version}`,
      spec_version: `${version}.0`,
      data: { ...unknown, ...texts, ...more, name },
    }),
  )

describe('[A3] a card that goes through Parley', () => {
  test('comes out letter by letter, whatever is in it, as JSON, PNG and CHARX', () => {
    fc.assert(
      fc.property(anyCard, (text) => {
        const card = readCardText(text)
        const out = cardOfAgent(agentOf(card), card)
        expect(out.text).toBe(text)
        const png = readCardFile(toPng(out, PICTURE))
        if (card.spec === 'v3') expect(png.card).toEqual(card)
        expect(JSON.parse(png.card.text)).toEqual(JSON.parse(text))
        const charx = readCardFile(toCharx(out, new Map([['assets/a.bin', new Uint8Array([1, 2])]])))
        expect(charx.assets.get('assets/a.bin')).toEqual(new Uint8Array([1, 2]))
        if (card.spec === 'v3') expect(charx.card).toEqual(card)
      }),
      { numRuns: 300 },
    )
  })

  test('keeps numbers that JSON.parse cannot hold, and the order of its fields', () => {
    const text =
      '{"spec_version":"2.0","spec":"chara_card_v2","data":{"id":12345678901234567890,"name":"Io"}}'
    const card = readCardText(text)
    expect(cardOfAgent(agentOf(card), card).text).toBe(text)
  })

  test('of an agent that was edited changes in those fields only', () => {
    fc.assert(
      fc.property(anyCard, words, words, (text, bio, personality) => {
        const card = readCardText(text)
        const agent = { ...agentOf(card), bio: bio.trim(), personality: personality.trim() }
        const edited = readCardText(cardOfAgent(agent, card).text)
        expect(profileOf(edited).profile.bio).toBe(agent.bio)
        const kept = ['extensions', 'character_book', 'tags', 'first_mes', 'name'] as const
        for (const field of kept) expect(fieldsIn(edited)[field]).toEqual(fieldsIn(card)[field])
      }),
      { numRuns: 200 },
    )
  })

  test('made of an agent that came from none says all of it', () => {
    const agent = Agent.parse({
      id: 'a_one',
      starter: false,
      name: 'Ida',
      title: 'Night baker',
      bio: 'Up at three.',
      personality: 'Warm, tired, exact.',
      firstMessage: 'The ovens are on.',
      talkativeness: 0.7,
      colors: ['#112233', '#445566'],
    })
    const { profile, notes } = profileOf(cardOfAgent(agent, undefined))
    expect({ ...agent, ...profile }).toEqual(agent)
    expect(notes).toEqual([])
  })
})

test('[A3] a card becomes an agent: the prompt in order, names put in, tags as title, greeting kept', () => {
  const { profile, notes } = profileOf(
    v2({
      name: ' Io\nthe moon ',
      system_prompt: '{{original}} Stay in orbit.',
      description: '{{char}} is a moon.',
      personality: 'hot',
      scenario: '{{user}} looks up.',
      mes_example: '<START>\n{{char}}: Hm.',
      first_mes: 'Hello {{user}}, I am {{char}}.',
      creator_notes: 'A moon.',
      tags: ['space', 'volcano'],
      extensions: { talkativeness: '0.9' },
      character_book: { entries: [{}, {}] },
    }),
  )
  expect(profile).toEqual({
    name: 'Io the moon',
    title: 'space · volcano',
    bio: 'A moon.',
    personality: [
      'Stay in orbit.',
      'Io the moon is a moon.',
      'Personality:\nhot',
      'Scenario:\nthe person looks up.',
      'Examples of how it talks:\n<START>\nIo the moon: Hm.',
    ].join('\n\n'),
    talkativeness: 0.9,
    firstMessage: 'Hello {{user}}, I am Io the moon.',
  })
  expect(notes).toEqual([])
})

test('[A3] what is too long is cut, and said so', () => {
  const { profile, notes } = profileOf(v2({ name: 'n'.repeat(200), description: 'd'.repeat(20_000) }))
  expect([profile.name.length, profile.personality.length]).toEqual([80, 16_000])
  expect(notes).toEqual([
    'The name was cut at 80 characters.',
    'The personality was cut at 16,000 characters.',
  ])
})

test('[A3] the first version, and texts that are compressed or in UTF-8, are read too', () => {
  const text = '{"name":"Zoë","description":"d","personality":"","first_mes":"Hé"}'
  const base64 = Buffer.from(text).toString('base64')
  const zipped = Buffer.concat([Buffer.from('chara\0\0'), deflateSync(base64)])
  const international = Buffer.concat([Buffer.from('ccv3\0\x01\0\0\0'), deflateSync(text)])
  for (const [type, data] of [
    ['zTXt', zipped],
    ['iTXt', international],
  ] as const) {
    const png = writeChunks([...PICTURE.slice(0, -1), { type, data }, ...PICTURE.slice(-1)])
    expect(readCardFile(png).card).toEqual({ spec: 'v1', text })
  }
})

test('[A3] the newer card of a picture is the one that counts, and only the picture is kept of it', () => {
  const [old, fresh] = [v2({ name: 'Old' }), v3({ name: 'New' })].map(({ text }) =>
    Buffer.from(text).toString('base64'),
  )
  const file = readCardFile(
    withTexts(
      PICTURE,
      new Map([
        ['chara', old ?? ''],
        ['ccv3', fresh ?? ''],
        ['Comment', 'taken at home'],
      ]),
    ),
  )
  expect(profileOf(file.card).profile.name).toBe('New')
  expect(file.picture).toEqual(writeChunks(PICTURE))
})

describe('[A3 S4] hostile cards are refused in words', () => {
  const good = toPng(v3({ name: 'Io' }), PICTURE)
  const damaged = Buffer.from(good)
  damaged[60] = (damaged[60] ?? 0) ^ 1
  const bomb = zipSync({ 'card.json': new Uint8Array(40 * 1024 * 1024) }, { level: 9 })
  const textBomb = Buffer.concat([Buffer.from('chara\0\0'), deflateSync(Buffer.alloc(40 * 1024 * 1024))])
  const cases: [string, Uint8Array, RegExp][] = [
    ['cut off', good.subarray(0, good.length - 30), /cut off/],
    ['a wrong checksum', damaged, /checksum/],
    ['no card in the picture', writeChunks(PICTURE), /no character/],
    ['a length beyond the end', lengthened(good), /cut off/],
    [
      'a bomb of text',
      writeChunks([...PICTURE.slice(0, -1), { type: 'zTXt', data: textBomb }, ...PICTURE.slice(-1)]),
      /far too long/,
    ],
    ['a bomb', bomb, /over 32 MB/],
    ['a path outside', zipSync({ '../card.json': strToU8('{}') }), /forbidden path/],
    ['a zip without a card', zipSync({ 'other.json': strToU8('{}') }), /no card\.json/],
    ['a zip that is cut off', bomb.subarray(0, 200), /cannot be unpacked/],
    [
      'many files',
      zipSync(Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`f${n}`, new Uint8Array(0)]))),
      /500 files/,
    ],
    ['not UTF-8', new Uint8Array([0x7b, 0xff]), /UTF-8/],
    ['not JSON', strToU8('{"spec":'), /not JSON/],
    ['a list', strToU8('[]'), /not a character card/],
    ['other JSON', strToU8('{"name":"package"}'), /not a character card/],
    ['an unknown kind', strToU8('{"spec":"chara_card_v9","data":{"name":"x"}}'), /not known here/],
    ['no name', strToU8('{"spec":"chara_card_v2","data":{"name":"  "}}'), /no name/],
    ['no data', strToU8('{"spec":"chara_card_v3"}'), /no character in it/],
    ['deep nesting', strToU8('['.repeat(200_000)), /not JSON/],
    ['too much text', strToU8(`{"name":"x","description":"${'d'.repeat(4 * 1024 * 1024)}"}`), /over 4 MB/],
  ]
  test.each(cases)('%s', (_, bytes, sentence) => {
    expect(() => readCardFile(bytes)).toThrow(sentence)
  })

  test('names with script in them are only text', () => {
    const name = '<img src=x onerror=alert(1)>'
    const plain = JSON.stringify({ spec: 'chara_card_v2', data: { name, odd: 1 } })
    const card = readCardText(plain.replace('"odd":1', '"__proto__":{"polluted":true}'))
    expect(profileOf(card).profile.name).toBe(name)
    expect(cardOfAgent({ ...agentOf(card), bio: 'Edited.' }, card).text).toContain(
      '"__proto__":{"polluted":true}',
    )
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

function lengthened(png: Buffer): Buffer {
  const copy = Buffer.from(png)
  copy.writeUInt32BE(0x7fffffff, 8 + 25)
  return copy
}

function fieldsIn(card: Card): Record<string, unknown> {
  return (JSON.parse(card.text) as { data: Record<string, unknown> }).data
}

function v2(fields: object): Card {
  return readCardText(JSON.stringify({ spec: 'chara_card_v2', spec_version: '2.0', data: fields }))
}

function v3(fields: object): Card {
  return readCardText(JSON.stringify({ spec: 'chara_card_v3', spec_version: '3.0', data: fields }))
}
