import type { MemberId, RoomEvent, Usage, UsagePart } from '@parley/protocol'
import { dayOf } from '../spending/budget.ts'

/** What one event tells of model calls; without an agent where they were not its words. */
export type UsageTold = { agent: MemberId | undefined; usage: Usage }

/** The one rule of every store; undefined where an event tells of no call of this room. [M4] */
export function usageTold(event: RoomEvent): UsageTold | undefined {
  switch (event.type) {
    case 'message-posted':
    case 'message-finished':
      return event.data.usage && { agent: event.by, usage: event.data.usage }
    case 'turn-advanced':
    case 'turn-ended':
    case 'history-summarised':
      return event.data.usage && { agent: undefined, usage: event.data.usage }
    default:
      return undefined
  }
}

/** Tokens whose price nobody knows. */
export function unpricedTokens({ costUsd, inputTokens, outputTokens }: Usage): number {
  return costUsd === undefined ? inputTokens + outputTokens : 0
}

/** What events used up by agent and model, most first; of one day, or where that is undefined of all. */
export function usageParts(events: Iterable<RoomEvent>, day: string | undefined): UsagePart[] {
  const parts = new Map<string, UsagePart>()
  for (const event of events) {
    const told = usageTold(event)
    if (told === undefined || (day !== undefined && dayOf(event.at) !== day)) continue
    const { agent, usage } = told
    const key = `${usage.model} ${agent ?? ''}`
    parts.set(key, plus(parts.get(key) ?? nothingOf(agent, usage.model), usage))
  }
  return [...parts.values()].toSorted(mostFirst)
}

function nothingOf(agent: MemberId | undefined, model: string): UsagePart {
  const nothing = { inputTokens: 0, outputTokens: 0, cachedTokens: 0, usd: 0, unpricedTokens: 0 }
  return { ...(agent === undefined ? {} : { agent }), model, ...nothing }
}

function plus(part: UsagePart, usage: Usage): UsagePart {
  return {
    ...part,
    inputTokens: part.inputTokens + usage.inputTokens,
    outputTokens: part.outputTokens + usage.outputTokens,
    cachedTokens: part.cachedTokens + usage.cachedTokens,
    usd: part.usd + (usage.costUsd ?? 0),
    unpricedTokens: part.unpricedTokens + unpricedTokens(usage),
  }
}

function mostFirst(a: UsagePart, b: UsagePart): number {
  const more = b.inputTokens + b.outputTokens - (a.inputTokens + a.outputTokens)
  if (more !== 0) return more
  return `${a.agent ?? ''} ${a.model}` < `${b.agent ?? ''} ${b.model}` ? -1 : 1
}
