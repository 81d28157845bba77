import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { edited, MUTANTS } from './mutants.ts'
import { findMutant } from './run-alone.ts'
import { simulate } from './simulate.ts'
import { commandFor } from './summary.ts'

const HOURS = 50
const WORLDS = 34
/** Each is found within the first worlds. */
const QUICK = ['epoch-not-compared', 'abort-that-stops-no-call', 'batch-lost', 'person-interrupts-nobody']

test('[K4] ten thousand room-hours with crashes, cuts and slow models break nothing', async () => {
  let roomHours = 0
  let [events, crashes, interrupted] = [0, 0, 0]
  for (let seed = 1; seed <= WORLDS; seed += 1) {
    const result = await simulate(`${seed}`, HOURS)
    expect(result.broken, `Again: ${commandFor(result, HOURS)}`).toEqual([])
    roomHours += result.roomHours
    events += result.events
    crashes += result.crashes
    interrupted += result.interrupted
  }
  expect(roomHours).toBeGreaterThanOrEqual(10_000)
  // Hours in which nothing happens prove nothing.
  expect({ events, crashes, interrupted }).toSatisfy(
    () => events > 30_000 && crashes > 500 && interrupted > 1_000,
    'enough happened',
  )
}, 180_000)

test('[K4] a seed gives the same world every time', async () => {
  const [first, second] = [await simulate('again', 20), await simulate('again', 20)]
  expect(second).toEqual(first)
})

test.each(MUTANTS)('[K4] the mutant $name can be planted', async ({ edits }) => {
  for (const edit of edits) {
    const source = await readFile(new URL(`../${edit.file}`, import.meta.url), 'utf8')
    expect(edited(source, edit)).not.toBe(source)
  }
})

test.each(QUICK)(
  '[K4] the mutant %s is found',
  async (name) => {
    const { found, by } = await findMutant(name, 8, HOURS)
    expect(found, by).toBe(true)
  },
  60_000,
)
