import type { MemberId, RoomHead, Seq, Signal } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { foldSignals, NO_SIGNALS, presentMembers, typistsOf } from './signals.ts'

const [ann, bob, bot] = ['ann', 'bob', 'bot'] as MemberId[] as [MemberId, MemberId, MemberId]
const seq = (value: number) => value as Seq
const difference = (joined: MemberId[], left: MemberId[], signals: Signal[] = []) => ({
  joined,
  left,
  signals,
})

describe('[C6] signals', () => {
  const known = foldSignals(
    NO_SIGNALS,
    difference(
      [ann, bob],
      [],
      [
        { type: 'typing', member: bob, on: true },
        { type: 'read', member: bob, seq: seq(4) },
      ],
    ),
  )

  test('differences are folded; what is not named stays the same object', () => {
    const next = foldSignals(known, difference([], [bob], [{ type: 'typing', member: bob, on: false }]))
    expect([...next.present]).toEqual([ann])
    expect([...next.typing]).toEqual([])
    expect(next.read).toBe(known.read)
    expect(foldSignals(known, difference([], []))).toBe(known)
  })

  test('a whole takes the place of what was known', () => {
    const next = foldSignals(known, { ...difference([bob], []), whole: true })
    expect([[...next.present], next.typing.size, next.read.size]).toEqual([[bob], 0, 0])
  })
})

const head = {
  members: [ann, bob, bot].map((id) => ({
    id,
    kind: id === bot ? 'agent' : 'person',
    name: id,
    role: 'member',
  })),
  settings: { pace: 'instant' },
  turns: [{ plan: { id: 't1' }, phase: 'typing', speaker: bot }],
} as unknown as RoomHead

test('[D7] agents type by the log, people by their signals; oneself and strangers are left out', () => {
  expect(typistsOf(head, [bob, ann, 'gone' as MemberId], ann)).toEqual([
    { turn: 't1', member: bot },
    { member: bob },
  ])
})

test('[D7] agents: nobody before a speaker is known nor once words are seen; thinking shows unless they take their time', () => {
  const turn = (id: string, phase: string, speaker?: MemberId, message?: string) => ({
    plan: { id },
    phase,
    ...(speaker === undefined ? {} : { speaker }),
    ...(message === undefined ? {} : { message }),
  })
  const turns = [
    turn('t1', 'queued'),
    turn('t2', 'deciding'),
    turn('t3', 'reacting', bot),
    turn('t4', 'speaking', bot, 'm1'),
    turn('t5', 'typing', bot, 'm2'),
    turn('t6', 'typing', bob),
    turn('t7', 'thinking', bot),
  ]
  const typing = (pace: string) =>
    typistsOf({ ...head, turns, settings: { pace } } as unknown as RoomHead).map((typist) => typist.turn)
  expect(typing('human')).toEqual(['t6', 't7'])
  expect(typing('natural')).toEqual(['t6'])
})

test('[C6] agents are always here', () => {
  expect(presentMembers(head, new Set([bob])).map(({ id }) => id)).toEqual([bob, bot])
})
