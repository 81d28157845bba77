import type { DatabaseSync } from 'node:sqlite'
import type { MemberId, RoomEvent, RoomId, UsagePart } from '@parley/protocol'
import { dayOf } from '../../spending/budget.ts'
import { unpricedTokens, usageTold } from '../usage.ts'

/** Who used up what, next to the events that tell of it. [M4] */
export class UsageRows {
  readonly #add
  readonly #read

  constructor(database: DatabaseSync) {
    this.#add = database.prepare(
      `INSERT INTO usage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (room, day, agent, model) DO UPDATE SET input = input + excluded.input,
         output = output + excluded.output, cached = cached + excluded.cached, usd = usd + excluded.usd,
         unpriced = unpriced + excluded.unpriced`,
    )
    this.#read = database.prepare(
      `SELECT agent, model, sum(input) AS inputTokens, sum(output) AS outputTokens, sum(cached) AS cachedTokens,
         sum(usd) AS usd, sum(unpriced) AS unpricedTokens
       FROM usage
       WHERE (?1 IS NULL OR room = (SELECT number FROM rooms WHERE id = ?1)) AND (?2 IS NULL OR day = ?2)
       GROUP BY agent, model ORDER BY sum(input) + sum(output) DESC, agent, model`,
    )
  }

  put(room: number, event: RoomEvent): void {
    const told = usageTold(event)
    if (told === undefined) return
    const { agent = '', usage } = told
    const { model, inputTokens, outputTokens, cachedTokens, costUsd = 0 } = usage
    const tokens = [inputTokens, outputTokens, cachedTokens]
    this.#add.run(room, dayOf(event.at), agent, model, ...tokens, costUsd, unpricedTokens(usage))
  }

  parts(room: RoomId | undefined, day: string | undefined): UsagePart[] {
    return this.#read.all(room ?? null, day ?? null).map(({ agent, ...row }) => ({
      ...(agent === '' ? {} : { agent: agent as MemberId }),
      ...(row as Omit<UsagePart, 'agent'>),
    }))
  }
}
