import type { ImportedPerson, Member, MemberId, TimelineItem } from '@parley/protocol'
import type { Directory } from '../store/store.ts'

type People = Map<MemberId, ImportedPerson>

/** Whom a timeline names, by what it says itself: who came with an import, who joined, who left. */
export function peopleIn(timeline: readonly TimelineItem[], members: readonly Member[]): People {
  const people: People = new Map(members.map((member) => [member.id, personOf(member)]))
  const know = (person: ImportedPerson) => {
    if (!people.has(person.id)) people.set(person.id, person)
  }
  for (const item of timeline) {
    for (const person of item.imported?.people ?? []) know(person)
    if (item.kind !== 'line') continue
    const { line } = item
    if (line.type === 'member-added') know(personOf(line.member))
    if ((line.type === 'member-removed' || line.type === 'silenced' || line.type === 'stopped') && line.name)
      know({ id: line.member, kind: line.type === 'silenced' ? 'agent' : 'person', name: line.name })
  }
  return people
}

/** Adds those whom the timeline does not tell and the workspace still knows. */
export async function withDirectory(
  directory: Directory,
  known: People,
  ids: Iterable<MemberId>,
): Promise<People> {
  const people = new Map(known)
  for (const id of ids) {
    if (people.has(id)) continue
    const agent = await directory.readAgent(id)
    const person = agent === undefined ? await directory.readPerson(id) : undefined
    if (agent !== undefined) people.set(id, personOf({ ...agent, kind: 'agent' }))
    else if (person !== undefined) people.set(id, { id, kind: 'person', name: person.name })
  }
  return people
}

function personOf({ id, kind, name, colors, picture }: Omit<Member, 'role'>): ImportedPerson {
  return { id, kind, name, ...(colors ? { colors } : {}), ...(picture ? { picture } : {}) }
}
