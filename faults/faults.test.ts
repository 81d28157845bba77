import { expect, test } from 'vitest'
import { folded } from './judge.ts'
import { runFaults } from './run-faults.ts'

const SEED = process.env['PARLEY_SEED'] ?? '1'
const CUTS = 150

test(`[C2 C3 C4] ${CUTS} cuts and a kill, twenty clients writing: each ends with the log of the store`, async () => {
  const result = await runFaults({ seed: SEED, cuts: CUTS, clients: 20, cutsPerKill: 80, pauseMs: 250 })
  expect(result.faults, `Again: npm run faults -- --cuts ${CUTS} --seed ${SEED}`).toEqual([])
  // Calm weather proves nothing.
  expect(result.kills).toBe(1)
  expect(result.posted).toBeGreaterThan(50)
  expect(Object.keys(result.proxy.kinds).length).toBeGreaterThan(6)
  expect(result.proxy.replays).toBeGreaterThan(20)
}, 120_000)

test('what is compared is without the chunks of finished messages, and with all others', () => {
  const events = [
    { seq: 1, type: 'message-started', data: {} },
    { seq: 2, type: 'message-appended', data: { message: 'a', text: '1' } },
    { seq: 3, type: 'message-appended', data: { message: 'b', text: '1' } },
    { seq: 4, type: 'message-finished', data: { message: 'a', text: '1' } },
  ]
  expect(folded(events as never).map(({ seq }) => seq)).toEqual([1, 3, 4])
})
