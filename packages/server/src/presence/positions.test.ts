import type { MemberId, RoomId, Seq } from '@parley/protocol'
import { expect, test } from 'vitest'
import { ManualClock } from '../../test/manual-clock.ts'
import type { Position } from '../store/store.ts'
import { Positions } from './positions.ts'

const ROOM = 'room' as RoomId
const at = (member: string, seq: number, back?: true): Position => ({
  room: ROOM,
  member: member as MemberId,
  seq: seq as Seq,
  ...(back ? { back } : {}),
})

function scene(putPositions: (positions: readonly Position[]) => Promise<void> = () => Promise.resolve()) {
  const clock = new ManualClock()
  const written: Position[][] = []
  const faults: string[] = []
  const store = {
    putPositions: async (positions: readonly Position[]) => {
      written.push([...positions])
      await putPositions(positions)
    },
    readPositions: async () => [{ member: 'ann' as MemberId, seq: written.length as Seq }],
  }
  return {
    clock,
    written,
    faults,
    positions: new Positions(store, clock.after, (fault) => faults.push(fault)),
  }
}

test('[C6] many readers share one write, with the latest of each', async () => {
  const { clock, written, positions } = scene()
  for (let seq = 1; seq <= 100; seq += 1) for (const member of ['ann', 'bob']) positions.put(at(member, seq))
  clock.pass(1_000)
  await positions.flush()
  expect(written).toEqual([[at('ann', 100), at('bob', 100)]])
  expect(clock.isIdle).toBe(true)
})

test('[C6] a step back is written as one, also when it is followed by steps forward', async () => {
  const { written, positions } = scene()
  for (const position of [at('ann', 9), at('ann', 3, true), at('ann', 5), at('ann', 4)])
    positions.put(position)
  await positions.flush()
  expect(written).toEqual([[at('ann', 5, true)]])
})

test('[C6] a reader gets what is on its way; a store that fails is reported and stops nothing', async () => {
  const { faults, positions } = scene(() => Promise.reject(new Error('disk')))
  positions.put(at('ann', 1))
  expect(await positions.of(ROOM)).toEqual([{ member: 'ann', seq: 1 }])
  expect(faults).toEqual(['read positions could not be written'])
  positions.put(at('ann', 2))
  expect(await positions.of(ROOM)).toEqual([{ member: 'ann', seq: 2 }])
})
