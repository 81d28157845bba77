import type { MemberId, RoomSnapshot, Seq } from '@parley/protocol'
import { expect, test } from 'vitest'
import { readersOf } from './readers.ts'

const [me, ann, bob, bot] = ['me', 'ann', 'bob', 'bot'] as MemberId[] as [
  MemberId,
  MemberId,
  MemberId,
  MemberId,
]
const seq = (value: number) => value as Seq
const message = { by: me, seq: seq(10), at: 1_000 }

function roomWith(said: { by: MemberId; seq: number }[], turns: object[] = []): RoomSnapshot {
  const members = [me, ann, bob, bot].map((id) => ({ id, kind: id === bot ? 'agent' : 'person' }))
  return {
    head: { members, turns },
    timeline: said.map((item) => ({ kind: 'message', ...item })),
  } as unknown as RoomSnapshot
}

test('[W1] people have read what their position reaches, and what they answered', () => {
  const read = new Map([
    [ann, seq(10)],
    [bob, seq(9)],
    [me, seq(10)],
  ])
  expect(readersOf(roomWith([message]), message, read)).toEqual([ann])
  expect(readersOf(roomWith([message, { by: bob, seq: 11 }]), message, read)).toEqual([ann, bob])
})

test('[W1] an agent has read what its turn saw, and what it answered', () => {
  const turn = (speaker: MemberId | undefined, phase: string, since: number) => ({ speaker, phase, since })
  const readers = (...turns: object[]) => readersOf(roomWith([message], turns), message, new Map())
  expect(readers(turn(bot, 'thinking', 1_500))).toEqual([bot])
  expect(
    readers(turn(bot, 'thinking', 900), turn(bot, 'queued', 1_500), turn(undefined, 'deciding', 1_500)),
  ).toEqual([])
  expect(readersOf(roomWith([{ by: bot, seq: 9 }, message]), message, new Map())).toEqual([])
  expect(readersOf(roomWith([message, { by: bot, seq: 11 }]), message, new Map())).toEqual([bot])
})
