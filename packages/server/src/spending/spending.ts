import type { Budget, RoomEvent, RoomId, Usage } from '@parley/protocol'
import { ModelFailure } from '../models/index.ts'
import type { Report } from '../report.ts'
import type { Store } from '../store/store.ts'
import { dayOf } from './budget.ts'
import type { BudgetPart } from './budget.ts'

/** A call that is about to be made. */
export type Planned = {
  room: RoomId
  budget: Budget | undefined
  /** As many as it will use up, guessed from above. */
  tokens: number
}

export type SpendingPorts = {
  store: Pick<Store, 'spend' | 'allowMore'>
  now: () => number
  /** Of the whole workspace. */
  budget: Budget
  report: Report
}

/** The tally of a call that was let through. */
export type Reservation = {
  /** What it used up in truth; what was reserved beyond that is free again. */
  settle(usage: Usage): Promise<void>
  /** It used up nothing: it never reached a model. */
  release(): Promise<void>
}

/**
 * Keeps model calls within the budgets of their room and of the workspace. [D13]
 *
 * Tokens are reserved before a call, in one transaction with the check, so that calls at the same time cannot
 * go over together. A call that is cut off settles nothing: what it was paid for is not known, and what was
 * reserved stays counted.
 */
export class Spending {
  readonly #ports: SpendingPorts

  constructor(ports: SpendingPorts) {
    this.#ports = ports
  }

  /** Throws a `ModelFailure` with the code `budget-reached` where a budget leaves no room. */
  async reserve({ room, budget, tokens }: Planned): Promise<Reservation> {
    const { store, now } = this.#ports
    const began = now()
    const day = dayOf(began)
    const limits = { workspace: this.#ports.budget, ...(budget === undefined ? {} : { room: budget }) }
    const refused = await store.spend({ room, day, amount: { tokens, usd: 0, seconds: 0 }, limits })
    if (refused !== undefined) throw new ModelFailure(budgetReached(refused.scope, refused.part, limits))
    const correct = async (amount: { tokens: number; usd: number }, unpriced = 0) => {
      const seconds = Math.max(0, now() - began) / 1_000
      await store.spend({ room, day, amount: { ...amount, seconds }, unpriced })
    }
    return {
      settle: ({ inputTokens, outputTokens, costUsd }) => {
        const used = inputTokens + outputTokens
        // A stream that we cut ourselves reports nothing.
        const unpriced = costUsd === undefined ? used || tokens : 0
        return correct({ tokens: used === 0 ? 0 : used - tokens, usd: costUsd ?? 0 }, unpriced)
      },
      release: () => correct({ tokens: -tokens, usd: 0 }),
    }
  }

  /** Lets budgets be used up once more where a person asked for that; called before what was asked for begins. */
  hear(room: RoomId, events: readonly RoomEvent[]): void {
    const { store, report } = this.#ports
    for (const { type, data, at } of events) {
      if (type !== 'turn-requested' || data.beyondBudget !== true) continue
      store
        .allowMore(room, dayOf(at))
        .catch((error: unknown) => report('a budget could not be raised', { room, error }))
    }
  }
}

const UNITS: Record<BudgetPart, (limit: number) => string> = {
  tokens: (limit) => `${limit.toLocaleString('en')} tokens`,
  usd: (limit) => `US$ ${limit.toFixed(2)}`,
  seconds: (limit) => `${limit.toLocaleString('en')} seconds of model time`,
}

function budgetReached(
  scope: 'room' | 'workspace',
  part: BudgetPart,
  limits: { room?: Budget; workspace: Budget },
): ModelFailure['failure'] {
  const budget = UNITS[part](limits[scope]?.[part] ?? 0)
  const whose = scope === 'room' ? 'This room has' : 'All rooms together have'
  return {
    code: 'budget-reached',
    message: `${whose} used up the budget of ${budget} for today.`,
    retryable: true,
  }
}
