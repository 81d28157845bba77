import type { MemberId } from '@parley/protocol'
import { chooseAmbient } from '../packages/director/src/ambient.ts'
import { hear } from '../packages/director/src/floor/index.ts'
import type { FloorContext } from '../packages/director/src/floor/index.ts'

/** What the rule without a model makes of one message of a person. */
export type Drafts = {
  floor: FloorContext
  /** Messages that agents write by themselves. */
  spoken: number
  /** The rule ends by leaving it to a model whether anybody speaks. */
  asksModel: boolean
}

/** No model runs here, so agents say this. */
const WORDS = 'That is how I see it as well.'
/** The cap of agents' messages in a row, as new rooms have it. */
const MOST_IN_A_ROW = 5

/**
 * Who takes up what was said last in an ambient room, and who takes up that, until all keep silent or a model
 * would have to be asked. The floor that comes back has heard what the agents said.
 */
export function ambientDrafts(
  floor: FloorContext,
  agents: readonly { id: MemberId; talkativeness: number }[],
  people: readonly MemberId[],
): Drafts {
  let heard = floor
  for (let spoken = 0; spoken < MOST_IN_A_ROW; spoken += 1) {
    const author = heard.recent.at(-1)?.by
    const choice = chooseAmbient({
      floor: heard,
      agents: agents.filter(({ id }) => id !== author),
      people,
      requested: false,
    })
    if (choice.kind !== 'speak') return { floor: heard, spoken, asksModel: choice.kind === 'ask' }
    const at = heard.recent.at(-1)?.at ?? 0
    heard = hear(heard, { by: choice.member, at, text: WORDS, to: [] })
  }
  return { floor: heard, spoken: MOST_IN_A_ROW, asksModel: false }
}
