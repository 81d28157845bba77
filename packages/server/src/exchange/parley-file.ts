import { EXPORT_VERSION, RoomExport, SYSTEM } from '@parley/protocol'
import type { ImportedItem, ImportedPerson, MemberId } from '@parley/protocol'
import { hash } from 'node:crypto'
import { roomTitle } from '@parley/room'
import { copied } from './copied-room.ts'
import type { CopiedRoom } from './copied-room.ts'
import { ImportError } from './import-error.ts'
import { peopleIn } from './people.ts'
import type { Conversation, Importer } from './read-import.ts'

/** What is read of an export: the log beside it is for whoever wants to know all. */
const Readable = RoomExport.omit({ events: true })
type Readable = Omit<RoomExport, 'events'>

/** A room that was exported from here, or from another Parley. [R5] @throws ImportError */
export function readParley(json: Record<string, unknown>): Conversation {
  const version = json['version']
  if (typeof version === 'number' && version > EXPORT_VERSION) {
    throw new ImportError('This file was written by a newer Parley. Update this one first.')
  }
  const parsed = Readable.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new ImportError(`The file is not a whole export: ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const file: Readable = parsed.data
  return { title: roomTitle(file.room, file.exportedBy), read: (importer) => roomOf(file, importer) }
}

/**
 * Agents keep their ids, since they are shared by the workspace, and so does the importer. Every other person
 * gets an id that nobody has: a file cannot put words into the mouth of a member. [S2]
 */
function roomOf({ room, timeline, people }: Readable, importer: Importer): CopiedRoom {
  const known = peopleIn(timeline, room.members)
  for (const person of people) known.set(person.id, person)
  const strangers = new Map<MemberId, MemberId>()
  const idOf = (id: MemberId): MemberId => {
    if (id === importer.id || id === SYSTEM || known.get(id)?.kind === 'agent') return id
    const stranger = strangers.get(id) ?? strangerId(id)
    strangers.set(id, stranger)
    return stranger
  }
  const items = timeline.flatMap((item) => {
    const copy = copied(item)
    return copy === undefined ? [] : [{ id: copy.id, item: renamed(copy.item, idOf) }]
  })
  const named = [...known.values()].map((person): [MemberId, ImportedPerson] => {
    const id = idOf(person.id)
    return [id, { ...person, id }]
  })
  const { settings } = room
  const agents = room.members.filter(({ kind }) => kind === 'agent').map(({ id }) => id)
  return { settings, agents, items, people: new Map(named) }
}

/** The same stranger of the same file has the same id, which no member can have. */
export function strangerId(of: string): MemberId {
  return `x_${hash('sha256', of, 'base64url').slice(0, 22)}` as MemberId
}

/** Files are not in an export: what was sent is told by its name. */
function withoutFiles(item: Extract<ImportedItem, { kind: 'message' }>): typeof item {
  const { attachments, previews, ...rest } = item
  const told = previews?.map(({ image: _, ...words }) => words)
  const message = { ...rest, ...(told === undefined ? {} : { previews: told }) }
  if (attachments === undefined) return message
  const names = attachments.map(({ name }) => `[${name}]`)
  return { ...message, text: [message.text, ...names].filter(Boolean).join('\n') }
}

function renamed(item: ImportedItem, idOf: (id: MemberId) => MemberId): ImportedItem {
  const by = idOf(item.by)
  if (item.kind === 'message') {
    const reactions = item.reactions.map((given) => ({ ...given, by: idOf(given.by) }))
    return { ...withoutFiles(item), by, reactions }
  }
  const { line } = item
  if (line.type === 'member-added') {
    return { ...item, by, line: { ...line, member: { ...line.member, id: idOf(line.member.id) } } }
  }
  if ('member' in line && line.member !== undefined) {
    return { ...item, by, line: { ...line, member: idOf(line.member) } }
  }
  return { ...item, by }
}
