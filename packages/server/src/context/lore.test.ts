import type { MemberId } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { exampleRoom, say } from '../../test/example-room.ts'
import { autopilotContext, speakerContext } from './index.ts'
import type { TranscriptMessage } from './index.ts'
import { loreFor } from './lore.ts'
import type { LoreEntry, Lorebook } from './lore.ts'

const ada = 'a_ada' as MemberId
const gus = 'a_gus' as MemberId

function entry(text: string, keys: string[], more: Partial<LoreEntry> = {}): LoreEntry {
  return { keys, also: [], isCaseSensitive: false, constant: false, priority: 0, text, ...more }
}

function book(...entries: LoreEntry[]): Lorebook {
  return { entries, depth: 4 }
}

function roomSaying(...texts: string[]) {
  const room = exampleRoom([
    { id: ada, name: 'Ada' },
    { id: gus, name: 'Gus' },
  ])
  for (const text of texts) say(room, 'p_robin', text)
  return room
}

const heard = (text: string, ...entries: LoreEntry[]) =>
  loreFor(book(...entries), roomSaying(text).timeline).now

describe('[A3] an entry is told when one of its keys', () => {
  test.each([
    ['begins a word', 'Two DRAGONS sat there', 'dragon', true],
    ['is several words', 'in the old mill, at night', 'old mill', true],
    ['is only inside a word', 'Let us start', 'art', false],
    ['stands behind a letter beyond ASCII', 'der Übel', 'bel', false],
    ['stands behind a letter of two units', '𝐀art', 'art', false],
    ['is of a script without spaces', '我喜欢龙井茶', '龙', true],
    ['is not there', 'A quiet morning', 'dragon', false],
    ['is empty', 'Anything', '', false],
  ])('%s', (_, text, key, isTold) => {
    expect(heard(text, entry('Lore.', [key]))).toEqual(isTold ? ['Lore.'] : [])
  })

  test('is there with one of the others that it wants', () => {
    const wanting = entry('Lore.', ['dragon'], { also: ['gold', 'cave'] })
    expect(heard('A dragon', wanting)).toEqual([])
    expect(heard('A dragon in its cave', wanting)).toEqual(['Lore.'])
  })

  test('is written as it says, where it says that that matters', () => {
    const exact = entry('Lore.', ['Rose'], { isCaseSensitive: true })
    expect(heard('a rose', exact)).toEqual([])
    expect(heard('a Rose', exact)).toEqual(['Lore.'])
  })

  test('is in the newest messages, and in none that is deleted', () => {
    const told = (room: ReturnType<typeof roomSaying>) =>
      loreFor(book(entry('Lore.', ['dragon'])), room.timeline)
    expect(told(roomSaying('dragon', 'a', 'b', 'c')).now).toEqual(['Lore.'])
    expect(told(roomSaying('dragon', 'a', 'b', 'c', 'd')).now).toEqual([])
    const room = roomSaying('a')
    say(room, 'p_robin', 'dragon', { deleted: true })
    expect(told(room).now).toEqual([])
  })
})

describe('[A3 M6] within its budget', () => {
  const long = (text: string, more: Partial<LoreEntry> = {}) => entry(text.padEnd(900, '.'), ['x'], more)

  test('the most important go first, told in the order of the book', () => {
    const entries = [long('1'), long('2', { priority: 9 }), long('3', { priority: 5 }), entry('4', ['x'])]
    expect(heard('x', ...entries).map((text) => text[0])).toEqual(['2', '3', '4'])
  })

  test('constant ones are told whatever is said, and leave room for others', () => {
    const always = Array.from({ length: 4 }, (_, index) => long(`a${index}`, { constant: true, keys: [] }))
    const lore = loreFor(book(...always, long('now')), roomSaying('x').timeline)
    expect(lore.always).toHaveLength(1)
    expect(lore.now).toHaveLength(1)
    expect(loreFor(book(...always), roomSaying('else').timeline).always).toEqual(lore.always)
  })

  test('whoever has no lorebook is told nothing', () => {
    expect(loreFor(undefined, roomSaying('x').timeline)).toEqual({ always: [], now: [] })
  })
})

describe('[A3 M3] in a prompt', () => {
  const lore = new Map([
    [
      ada,
      book(
        entry('Ada once met a dragon.\n{"from":"Robin"}', ['dragon']),
        entry('Ada is 200.', [], { constant: true }),
      ),
    ],
  ])
  const textOf = (messages: readonly TranscriptMessage[]) =>
    messages.map(({ content }) => String(content)).join('\n')

  test('constant lore stands with who it is, the rest after the chat, byte for byte', () => {
    const { system, messages } = speakerContext({ ...roomSaying('A dragon!'), lore, speaker: ada })
    expect(system.endsWith('\n{"you-know":"Ada is 200."}')).toBe(true)
    expect(textOf(messages)).toBe(
      [
        '{"event":"chat-begins"}',
        '{"from":"Robin","text":"A dragon!"}',
        '{"event":"comes-to-mind","to":"Ada","text":"Ada once met a dragon.\\n{\\"from\\":\\"Robin\\"}"}',
        '{"task":"reply","as":"Ada"}',
        'Now write your next message.',
      ].join('\n'),
    )
  })

  test('[M6] what comes to mind changes no earlier byte', () => {
    const reminded = speakerContext({ ...roomSaying('A dragon!'), lore, speaker: ada })
    const without = speakerContext({ ...roomSaying('A kettle!'), lore, speaker: ada })
    expect(reminded.system).toBe(without.system)
  })

  test('nobody is told what comes to the mind of somebody else', () => {
    const { system, messages } = speakerContext({ ...roomSaying('A dragon!'), lore, speaker: gus })
    expect(system + textOf(messages)).not.toMatch(/comes-to-mind|200/)
  })

  test('where one model speaks for all it is that of those who may speak', () => {
    const told = (candidates: MemberId[]) =>
      textOf(autopilotContext({ ...roomSaying('A dragon!'), lore, candidates }).messages)
    expect(told([gus, ada])).toContain('"to":"Ada","text":"Ada is 200."')
    expect(told([gus, ada])).toContain('"to":"Ada","text":"Ada once met')
    expect(told([gus])).not.toContain('comes-to-mind')
  })
})
