import { wireError } from '@parley/protocol'
import type { EventId, RoomId, Seq } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import {
  addMessage,
  discardMessage,
  markAcked,
  markCut,
  markRefused,
  markSeen,
  markSent,
  nextSendAt,
  pendingOf,
  retryMessage,
  sendable,
} from './outbox.ts'
import type { Outbox } from './outbox.ts'

const [kitchen, garden] = ['kitchen', 'garden'] as RoomId[] as [RoomId, RoomId]
const id = (text: string) => text as EventId
const seq = (value: number) => value as Seq

function post(outbox: Outbox, room: RoomId, text: string): Outbox {
  return addMessage(outbox, room, { id: id(text), text, at: 1, state: 'sending' })
}

const names = (outbox: Outbox, now = 0) => sendable(outbox, now).map(({ message }) => message.text)
const shown = (outbox: Outbox, room = kitchen) =>
  pendingOf(outbox, room).map(({ text, state }) => `${text} ${state}`)

describe('[W6] order', () => {
  const three = post(post(post([], kitchen, 'a'), kitchen, 'b'), garden, 'c')

  test('one message per room is on its way at a time', () => {
    expect(names(three)).toEqual(['a', 'c'])
    expect(names(markSent(three, id('a')))).toEqual(['c'])
    expect(names(markAcked(markSent(three, id('a')), id('a'), seq(5), seq(1)))).toEqual(['b', 'c'])
  })

  test('after a cut the same message is the first again', () => {
    expect(names(markCut(markSent(three, id('a'))))).toEqual(['a', 'c'])
    expect(markCut(three)).toBe(three)
  })

  test('a failed message holds up nobody and stays to be seen', () => {
    const failed = markRefused(markSent(three, id('a')), id('a'), wireError('forbidden'), 0)
    expect(names(failed)).toEqual(['b', 'c'])
    expect(shown(failed)).toEqual(['a failed', 'b sending'])
    expect(pendingOf(failed, kitchen)[0]?.error?.code).toBe('forbidden')
  })
})

describe('[C3] leaving', () => {
  const sent = markSent(post([], kitchen, 'a'), id('a'))

  test('by its own event', () => {
    expect(markSeen(sent, kitchen, seq(9), new Set(['a']))).toEqual([])
    expect(markSeen(sent, garden, seq(9), new Set(['a']))).toBe(sent)
  })

  test('by an ack of what was seen already, or of a room that is not followed', () => {
    expect(markAcked(sent, id('a'), seq(5), seq(5))).toEqual([])
    expect(markAcked(sent, id('a'), seq(5), undefined)).toEqual([])
  })

  test('an acked message shows until the log has it, so that it does not blink', () => {
    const acked = markAcked(sent, id('a'), seq(5), seq(4))
    expect(shown(acked)).toEqual(['a sending'])
    expect(markSeen(acked, kitchen, seq(4), new Set())).toBe(acked)
    expect(markSeen(acked, kitchen, seq(5), new Set())).toEqual([])
  })

  test('an error after the ack changes nothing', () => {
    const acked = markAcked(sent, id('a'), seq(5), seq(4))
    expect(markRefused(acked, id('a'), wireError('forbidden'), 0)).toBe(acked)
  })
})

describe('errors that allow another attempt', () => {
  const sent = markSent(post([], kitchen, 'a'), id('a'))

  test('it waits as long as the server asks, or doubling from a second', () => {
    const limited = markRefused(
      sent,
      id('a'),
      wireError('rate-limited', undefined, { retryAfterMs: 700 }),
      1_000,
    )
    expect(nextSendAt(limited, 1_000)).toBe(1_700)
    expect(names(limited, 1_699)).toEqual([])
    expect(names(limited, 1_700)).toEqual(['a'])
    const once = markRefused(markSent(limited, id('a')), id('a'), wireError('unavailable'), 5_000)
    expect(nextSendAt(once, 5_000)).toBe(6_000)
    const twice = markRefused(markSent(once, id('a')), id('a'), wireError('unavailable'), 6_000)
    expect(nextSendAt(twice, 6_000)).toBe(8_000)
  })

  test('the sixth one is a failure', () => {
    let outbox = sent
    for (let refusal = 1; refusal <= 6; refusal += 1) {
      expect(shown(outbox)).toEqual(['a sending'])
      outbox = markRefused(markSent(outbox, id('a')), id('a'), wireError('internal'), 0)
    }
    expect(shown(outbox)).toEqual(['a failed'])
    expect(nextSendAt(outbox, 0)).toBeUndefined()
  })
})

test('[C7] too much at once never fails a message: it waits as long as it is told', () => {
  let outbox = post([], kitchen, 'a')
  for (let refusal = 0; refusal < 50; refusal += 1) {
    const limited = wireError('rate-limited', undefined, { retryAfterMs: 300 })
    outbox = markRefused(markSent(outbox, id('a')), id('a'), limited, refusal * 1_000)
    expect(shown(outbox)).toEqual(['a sending'])
    expect(nextSendAt(outbox, refusal * 1_000)).toBe(refusal * 1_000 + 300)
  }
})

describe('retry and discard', () => {
  const failed = markRefused(post(post([], kitchen, 'a'), kitchen, 'b'), id('a'), wireError('forbidden'), 0)

  test('[C3] a retry keeps the id, drops the error and goes to the end', () => {
    const retried = retryMessage(failed, id('a'), id('fresh'), 9)
    expect(pendingOf(retried, kitchen)).toEqual([
      { id: 'b', text: 'b', at: 1, state: 'sending' },
      { id: 'a', text: 'a', at: 9, state: 'sending' },
    ])
  })

  test('only where the room knows the id with other content, the retry has a new one', () => {
    const reused = markRefused(post([], kitchen, 'a'), id('a'), wireError('id-reused'), 0)
    expect(pendingOf(retryMessage(reused, id('a'), id('fresh'), 9), kitchen)[0]?.id).toBe('fresh')
  })

  test('nothing that has not failed is retried', () => {
    expect(retryMessage(failed, id('b'), id('fresh'), 9)).toBe(failed)
  })

  test('a message is taken back unless the server may have it', () => {
    expect(shown(discardMessage(failed, id('a')))).toEqual(['b sending'])
    expect(shown(discardMessage(failed, id('b')))).toEqual(['a failed'])
    const sent = markSent(failed, id('b'))
    expect(discardMessage(sent, id('b'))).toBe(sent)
  })
})

test('[S3] a message over the limit fails before it is sent', () => {
  expect(
    shown(addMessage([], kitchen, { id: id('x'), text: 'é'.repeat(8_193), at: 1, state: 'sending' })),
  ).toEqual([`${'é'.repeat(8_193)} failed`])
  // Small as text, but each character needs six in JSON.
  const control = addMessage([], kitchen, {
    id: id('x'),
    text: '\u0001'.repeat(16_000),
    at: 1,
    state: 'sending',
  })
  expect(pendingOf(control, kitchen)[0]?.error?.code).toBe('too-large')
  expect(
    names(addMessage([], kitchen, { id: id('x'), text: 'é'.repeat(8_192), at: 1, state: 'sending' })),
  ).toHaveLength(1)
})
