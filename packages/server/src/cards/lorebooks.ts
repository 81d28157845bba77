import type { MemberId } from '@parley/protocol'
import type { Lorebook } from '../context/index.ts'
import type { Records } from '../store/records.ts'
import { readCard } from './kept-cards.ts'
import { lorebookOf } from './lorebook.ts'

const MAX_KEPT = 500

/**
 * The lorebooks of agents that came from cards. What an agent came from is there before the agent is and never
 * changes, so that each card is read once while it is remembered. [A3]
 */
export class Lorebooks {
  readonly #records: Records
  readonly #known = new Map<MemberId, Promise<Lorebook | undefined>>()

  constructor(records: Records) {
    this.#records = records
  }

  async read(agents: readonly MemberId[]): Promise<ReadonlyMap<MemberId, Lorebook>> {
    const found = await Promise.all(agents.map(async (agent) => [agent, await this.#of(agent)] as const))
    return new Map(found.flatMap(([agent, book]) => (book === undefined ? [] : [[agent, book] as const])))
  }

  #of(agent: MemberId): Promise<Lorebook | undefined> {
    const known = this.#known.get(agent) ?? this.#load(agent)
    // The longest unused is forgotten first.
    this.#known.delete(agent)
    this.#known.set(agent, known)
    const [oldest] = this.#known.keys()
    if (this.#known.size > MAX_KEPT && oldest !== undefined) this.#known.delete(oldest)
    return known
  }

  async #load(agent: MemberId): Promise<Lorebook | undefined> {
    try {
      const card = await readCard(this.#records, agent)
      return card && lorebookOf(card)
    } catch (error) {
      this.#known.delete(agent)
      throw error
    }
  }
}
