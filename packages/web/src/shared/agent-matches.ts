import type { Agent, MemberId } from '@parley/protocol'

/** The agents that `query` finds by name or title and that are not in `without`, best match first. [W2] */
export function matchingAgents(
  agents: readonly Agent[],
  query: string,
  without: readonly MemberId[],
): Agent[] {
  const wanted = plain(query).split(/\s+/u).filter(Boolean)
  return agents
    .filter((agent) => !without.includes(agent.id))
    .map((agent) => ({ agent, rank: rankOf(agent, wanted) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank || a.agent.name.localeCompare(b.agent.name))
    .map(({ agent }) => agent)
}

/** 0: no match. A word of the name counts more than one of the title, the beginning of the name most. */
function rankOf(agent: Agent, wanted: readonly string[]): number {
  const name = plain(agent.name)
  const nameWords = name.split(/\s+/u)
  const titleWords = plain(agent.title).split(/[^\p{L}\p{N}]+/u)
  let rank = 1
  for (const word of wanted) {
    if (name.startsWith(word)) rank += 4
    else if (nameWords.some((part) => part.startsWith(word))) rank += 3
    else if (titleWords.some((part) => part.startsWith(word))) rank += 2
    else return 0
  }
  return rank
}

/** Without case and accents, as people type. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase().trim()
}
