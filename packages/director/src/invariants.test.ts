import fc from 'fast-check'
import { expect, test } from 'vitest'
import { broken } from '../test/chaos.ts'
import { life } from '../test/life.ts'

/** A longer search is for a quiet hour. */
const LIVES = Number(process.env['PARLEY_LIVES'] ?? 4_000)
const INVARIANTS =
  'INV-1, INV-2, INV-3, INV-4, INV-5, INV-6, INV-7, INV-8, INV-9, INV-10, INV-11, INV-12 in any life of a room'
const RUNNER = 'RUN-1, RUN-3, RUN-4, RUN-5, RUN-6'

// A failure prints its seed and path: put them into the parameters of `assert` to repeat just that life.
test(
  `[D1, D4, D9, D15] ${INVARIANTS}, given a turn runner that keeps ${RUNNER}`,
  () => {
    fc.assert(
      fc.property(life, (one) => {
        expect(broken(one)).toEqual([])
      }),
      { numRuns: LIVES },
    )
  },
  60_000 + LIVES * 15,
)
