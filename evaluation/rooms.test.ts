import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { BadData, readCollections, requireTalk } from './rooms.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-rooms-'))
afterAll(() => rmSync(folder, { recursive: true }))

const LINE = JSON.stringify({
  room: 'one',
  timeResolutionS: 60,
  messages: [
    [5, 'ann', 'hi', null],
    [6, 'ben', 'ho', 0],
  ],
})
const ROOM = {
  name: 'one',
  timeResolutionS: 60,
  said: [
    { second: 5, by: 'ann', text: 'hi' },
    { second: 6, by: 'ben', text: 'ho' },
  ],
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('transcripts are read', () => {
  test('from a plain file, from a packed one, and from a packed one that does not say so', () => {
    const packed = gzipSync(`${LINE}\n\n${LINE}\n`)
    expect(readCollections(file('a.jsonl', `${LINE}\r\n`))).toEqual([{ name: 'a', rooms: [ROOM] }])
    expect(readCollections(file('b.jsonl.gz', packed))).toEqual([{ name: 'b', rooms: [ROOM, ROOM] }])
    expect(readCollections(file('c.jsonl', packed))[0]?.rooms).toHaveLength(2)
  })

  test('from a folder, in the order of the names, without files of other kinds', () => {
    file('notes.txt', 'not ours')
    expect(readCollections(folder).map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  })

  test.for([
    ['no JSON', '{"messages": [', /line 1: is no JSON/],
    ['no object', '[]', /line 1: a room must be an object/],
    ['no messages', '{"room": "x"}', /line 1: a room must have a list "messages"/],
    ['a message that is no list', '{"messages": [{}]}', /line 1, message 0: must be a list/],
    ['no time', '{"messages": [["5", "ann", "hi"]]}', /message 0: has no time in seconds/],
    ['no author', '{"messages": [[5, "", "hi"]]}', /message 0: has no author/],
    ['no text', '{"messages": [[5, "ann", "hi"], [5, "ann"]]}', /message 1: has no text/],
    ['a second line that is broken', `${LINE}\nnull`, /line 2: a room must be an object/],
  ] as const)('garbage is refused with its place: %s', ([, content, message]) => {
    const path = join(folder, 'garbage')
    writeFileSync(path, content)
    expect(() => readCollections(path)).toThrow(BadData)
    expect(() => readCollections(path)).toThrow(message)
  })

  test('so are a file that is cut off, none at all, an empty folder, and rooms without a conversation', () => {
    const cut = file('cut', gzipSync(LINE.repeat(200)).subarray(0, 60))
    expect(() => readCollections(cut)).toThrow(/cut: cannot be unpacked/)
    expect(() => readCollections(join(folder, 'nowhere'))).toThrow(/no such file or folder/)
    const empty = mkdtempSync(join(folder, 'empty-'))
    expect(() => readCollections(empty)).toThrow(/no .jsonl or .jsonl.gz file in this folder/)
    const alone = { name: 'x', rooms: [{ ...ROOM, said: [{ second: 5, by: 'ann', text: 'hi' }] }] }
    expect(() => requireTalk([alone], 'x')).toThrow(/nobody answers anybody/)
  })
})
