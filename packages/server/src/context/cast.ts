import type { Agent, Member, MemberId, RoomHead, TimelineItem } from '@parley/protocol'

/** Somebody whom a prompt may mention: a member, or somebody who left but whose words are still there. */
export type CastMember = {
  readonly id: MemberId
  /** Unique in the room, only a–z, 0–9 and `-`: what a model answers with. */
  readonly key: string
  /** The name as the prompt shows it: on one line, and unique in the room. */
  readonly label: string
  readonly kind: 'person' | 'agent'
  readonly title: string
  /** How it talks. Agents only; empty when unknown. */
  readonly personality: string
  readonly present: boolean
}

export type Cast = ReadonlyMap<MemberId, CastMember>

/**
 * Everybody in the room in order of joining, then those who left, each with a key and a label that
 * nobody else has: two agents of one name stay apart, whatever characters their names contain. [M3]
 */
export function castOf(
  head: RoomHead,
  timeline: readonly TimelineItem[],
  agents: ReadonlyMap<MemberId, Agent>,
): Cast {
  const cast = new Map<MemberId, CastMember>()
  const keys = new Set<string>()
  const labels = new Set<string>()
  const enter = (id: MemberId, name: string, member: Member | undefined): void => {
    if (cast.has(id)) return
    const agent = agents.get(id)
    const flat = flatten(name)
    cast.set(id, {
      id,
      key: claim(keys, keyOf(flat), (base, count) => `${base}-${count}`),
      label: claim(labels, flat, (base, count) => `${base} (${count})`),
      kind: member?.kind ?? (agent ? 'agent' : 'person'),
      title: flatten(member?.title ?? agent?.title ?? ''),
      personality: agent?.personality ?? '',
      present: member !== undefined,
    })
  }
  for (const member of head.members) enter(member.id, member.name, member)
  for (const item of timeline) {
    if (item.kind === 'line') {
      const { line } = item
      if (line.type === 'member-removed') enter(line.member, line.name, undefined)
      if (line.type === 'silenced' || line.type === 'stopped') enter(line.member, line.name, undefined)
      if (line.type === 'member-added') enter(line.member.id, line.member.name, undefined)
      continue
    }
    enter(item.by, nameOf(item.by, timeline, agents), undefined)
    for (const { by } of item.reactions) enter(by, nameOf(by, timeline, agents), undefined)
  }
  return cast
}

/** Name of somebody who is no member any more. */
function nameOf(
  id: MemberId,
  timeline: readonly TimelineItem[],
  agents: ReadonlyMap<MemberId, Agent>,
): string {
  for (const item of timeline) {
    const imported = item.imported?.people?.find((person) => person.id === id)
    if (imported !== undefined) return imported.name
    if (item.kind !== 'line') continue
    if (item.line.type === 'member-removed' && item.line.member === id) return item.line.name
    if (item.line.type === 'member-added' && item.line.member.id === id) return item.line.member.name
  }
  return agents.get(id)?.name ?? 'Somebody who left'
}

function flatten(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

function keyOf(name: string): string {
  const key = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  return key === '' ? 'member' : key
}

function claim(taken: Set<string>, base: string, numbered: (base: string, count: number) => string): string {
  let name = base
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = numbered(base, count)
  taken.add(name.toLowerCase())
  return name
}
