import { expect, test } from 'vitest'
import { runFuzz } from './run-fuzz.ts'

const SEED = process.env['PARLEY_SEED'] ?? '1'
const FRAMES = 10_000

test(`[S3] ${FRAMES} hostile frames: no crash, no leak, every refusal from the tables, nobody else disturbed`, async () => {
  const result = await runFuzz({ seed: SEED, frames: FRAMES })
  expect(result.faults, `Again: npm run fuzz -- --frames ${FRAMES} --seed ${SEED}`).toEqual([])
  const { errors, closes, statuses } = result
  expect(Object.keys(errors)).toEqual(
    expect.arrayContaining(['invalid-frame', 'unknown-frame', 'invalid-input', 'room-not-found']),
  )
  expect(Object.keys(closes)).toEqual(expect.arrayContaining(['1002', '1007', '1009', '4400', '4401']))
  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['101', '400', '404', '431']))
}, 120_000)
