import type { MemberId } from '@parley/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { heardAll, id, say } from '../../test/floor.ts'
import { hear, MOST_MEMBERS, RECENT_LINES, REMEMBERED_MESSAGES, SILENT_FLOOR } from './context.ts'
import type { FloorContext } from './context.ts'
import { own, weightOf } from './speaker.ts'

const speakerOf = (floor: FloorContext, member: string) => {
  const speaker = own(floor.members, id(member))
  if (speaker === undefined) throw new Error(`${member} is not remembered`)
  return speaker
}

/** Names that mean something to objects are members like any other. */
const name = fc.constantFrom('ann', 'ben', 'cat', '__proto__', 'constructor', 'toString', '')
const anyMessage = fc.record({
  by: name.map(id),
  at: fc.oneof(fc.integer(), fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity)),
  text: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('!info', 'thanks :)', '?', 'x'.repeat(9_999)),
  ),
  to: fc.array(name.map(id), { maxLength: 15 }),
})

describe('[D10] what the floor remembers', () => {
  test('who spoke, how often, and in how many stretches', () => {
    const floor = heardAll([say('ann', 'a'), say('ann', 'b'), say('ben', 'c'), say('ann', 'd')])
    expect(floor.heard).toBe(4)
    expect(speakerOf(floor, 'ann')).toMatchObject({ messages: 3, runs: 2, since: 0 })
    expect(speakerOf(floor, 'ben')).toMatchObject({ messages: 1, runs: 1, since: 2 })
  })

  test('a call, until it is answered, and how long that took', () => {
    const called = heardAll([say('ann', 'ben: are you there?', ['ben']), say('cat', 'hi')])
    expect(speakerOf(called, 'ben')).toMatchObject({
      last: null,
      called: 1,
      answers: 0,
      call: { position: 0, times: 1, shows: { asks: true } },
    })
    const answered = hear(called, say('ben', 'yes'))
    expect(speakerOf(answered, 'ben')).toMatchObject({ answers: 1, latency: 2 })
    expect(speakerOf(answered, 'ben').partner).toBe(speakerOf(answered, 'ann').seat)
  })

  test('who follows whom, and who turns to whom', () => {
    const floor = heardAll([say('ann', 'x', ['ben']), say('ben', 'y'), say('ann', 'z', ['ben'])])
    const [ann, ben] = [speakerOf(floor, 'ann'), speakerOf(floor, 'ben')]
    expect(weightOf(ann.toward, ben.seat)).toBeCloseTo(1.85)
    expect(ann.addressees).toBe(1)
    expect(weightOf(ann.followers, ben.seat)).toBe(1)
    expect(weightOf(ben.followers, ann.seat)).toBe(1)
  })

  test('who answers commands at once', () => {
    const floor = heardAll([say('ann', '!weather'), say('bot', 'Rain.'), say('ben', 'oh'), say('bot', 'Hi.')])
    expect(speakerOf(floor, 'bot').commandsAnswered).toBe(1)
  })

  test('whoever addresses itself addresses nobody', () => {
    expect(heardAll([say('ann', 'note to ann', ['ann', 'ben', 'ben'])]).recent[0]?.to).toEqual([id('ben')])
  })

  test('time never runs backwards, nor does a time that is none move it', () => {
    const floor = heardAll([say('ann', 'a', [], 50), say('ben', 'b', [], Number.NaN), say('cat', 'c', [], 9)])
    expect(floor.recent.map(({ at }) => at)).toEqual([50, 50, 50])
  })

  test('the context before a message is left as it was', () => {
    const before = heardAll([say('ann', 'a', ['ben'])])
    const copy = structuredClone(before)
    hear(before, say('ben', 'b', ['ann']))
    expect(before).toEqual(copy)
  })
})

describe('[D1] the floor is a bounded, total fold', () => {
  test('of any messages: the same again, and the same after JSON', () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 30 }), fc.nat(29), (messages, cut) => {
        const whole = heardAll(messages)
        expect(heardAll(messages)).toEqual(whole)
        const saved = JSON.stringify(heardAll(messages.slice(0, cut)))
        const revived = messages.slice(cut).reduce(hear, JSON.parse(saved) as FloorContext)
        expect(JSON.stringify(revived)).toBe(JSON.stringify(whole))
      }),
    )
  })

  test('hostile names touch nothing but their own record', () => {
    const floor = heardAll([say('__proto__', 'a', ['constructor']), say('constructor', 'b', ['__proto__'])])
    expect(Object.keys(floor.members)).toEqual(['__proto__', 'constructor'])
    expect(speakerOf(floor, '__proto__')).toMatchObject({ messages: 1, called: 1 })
    expect(Object.getPrototypeOf(floor.members)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>)['seat']).toBeUndefined()
  })

  test('who is silent for long is forgotten', () => {
    const chatter = Array.from({ length: REMEMBERED_MESSAGES + 30 }, (_, n) =>
      say(n % 2 ? 'ann' : 'ben', 'x'),
    )
    expect(Object.keys(heardAll([say('cat', 'bye'), ...chatter]).members).toSorted()).toEqual(['ann', 'ben'])
  })

  test('it stays small among 200 who talk with each other, with ids as long as real ones', () => {
    const member = (n: number) => `01932f6a-7c1d-7000-8000-${String(n % 200).padStart(12, '0')}`
    const floor = heardAll(
      Array.from({ length: 2_000 }, (_, n) => say(member(n * 7), 'how so?', [member(n * 3 + 1)], n * 9_000)),
    )
    expect(floor.recent).toHaveLength(RECENT_LINES)
    // Members come in between the times at which it forgets.
    expect(Object.keys(floor.members).length).toBeLessThan(MOST_MEMBERS + 45)
    expect(JSON.stringify(floor).length).toBeLessThan(64_000)
    const twenty = heardAll(
      Array.from({ length: 2_000 }, (_, n) =>
        say(member((n * 7) % 20), 'how so?', [member((n * 3 + 1) % 20)], 1.8e12 + n * 9_000),
      ),
    )
    expect(JSON.stringify(twenty).length).toBeLessThan(16_000)
  })

  test('a message to everybody calls a few', () => {
    const all = Array.from({ length: 500 }, (_, n) => `member-${n}`)
    expect(heardAll([say('ann', 'hello all', all)]).recent[0]?.to).toHaveLength(10)
    expect(SILENT_FLOOR.members).toEqual({})
  })
})

test('ids are not mixed up with seats', () => {
  const floor = heardAll([say('0', 'a', ['1']), say('1', 'b', ['0'])])
  expect(Object.keys(floor.members) as MemberId[]).toEqual([id('0'), id('1')])
  expect(floor.seats).toBe(2)
})
