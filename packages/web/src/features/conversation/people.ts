import type { Agent, Member, MemberId, SystemLine, TimelineItem } from '@parley/protocol'

/** What the conversation shows of an author, also of one who has left. */
export type Person = Pick<Member, 'id' | 'name' | 'colors' | 'picture' | 'kind'>

/**
 * Whoever speaks in a conversation, by id: its members, then agents of the workspace, then those whom
 * the timeline saw come and go. The same member keeps the same object, and as long as nobody comes or changes, all
 * of them the same map: with every piece of a stream the timeline is a new one, and no row is to notice. [W8]
 */
export function peopleOf(
  members: readonly Member[],
  agents: readonly Agent[],
  timeline: readonly TimelineItem[],
): ReadonlyMap<MemberId, Person> {
  const people = new Map<MemberId, Person>(members.map((member) => [member.id, member]))
  for (const agent of agents) {
    if (!people.has(agent.id)) people.set(agent.id, known(agent))
  }
  for (const item of timeline) {
    for (const person of item.imported?.people ?? [])
      if (!people.has(person.id)) people.set(person.id, person)
    if (item.kind !== 'line') continue
    const { line } = item
    if (line.type === 'member-added' && !people.has(line.member.id)) people.set(line.member.id, line.member)
    if (line.type === 'member-removed' && !people.has(line.member)) {
      people.set(line.member, leaver(line))
    }
  }
  const before = latest.get(members)
  if (before !== undefined && isSame(before, people)) return before
  latest.set(members, people)
  return people
}

const latest = new WeakMap<readonly Member[], ReadonlyMap<MemberId, Person>>()

function isSame(before: ReadonlyMap<MemberId, Person>, people: ReadonlyMap<MemberId, Person>): boolean {
  return before.size === people.size && [...people].every(([id, person]) => before.get(id) === person)
}

type Leaving = Extract<SystemLine['line'], { type: 'member-removed' }>
const leavers = new WeakMap<Leaving, Person>()

function leaver(line: Leaving): Person {
  const person = leavers.get(line) ?? { id: line.member, name: line.name, kind: 'person' as const }
  leavers.set(line, person)
  return person
}

const cache = new WeakMap<Agent, Person>()

function known(agent: Agent): Person {
  const { id, name, colors, picture } = agent
  const person = cache.get(agent) ?? {
    id,
    name,
    kind: 'agent' as const,
    ...(colors ? { colors } : {}),
    ...(picture ? { picture } : {}),
  }
  cache.set(agent, person)
  return person
}
