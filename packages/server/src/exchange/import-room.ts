import { LIMITS, utf8Bytes } from '@parley/protocol'
import type { EventData, EventId, ImportLine, Member, RoomId } from '@parley/protocol'
import { hash } from 'node:crypto'
import type { Principal } from '../authority/principal.ts'
import type { Office } from '../commands/context.ts'
import { findMember, roomSeed } from '../commands/create-room.ts'
import { Refusal } from '../refusal.ts'
import type { CopiedRoom } from './copied-room.ts'
import { ImportError } from './import-error.ts'
import { eventsOf } from './new-room.ts'

/**
 * Makes a room of a conversation, all of it or nothing. The room's id comes from what was said: the same
 * conversation, imported again by the same person, is there already; one that was deleted since comes back.
 * [R5, C3] @throws ImportError, Refusal
 */
export async function importRoom(
  office: Office,
  principal: Principal,
  copy: CopiedRoom,
): Promise<Required<Pick<ImportLine, 'status' | 'room'>>> {
  check(copy)
  const fingerprint = contentOf(office.seed, principal, copy)
  const room = `r_${fingerprint.slice(0, 30)}` as RoomId
  const members = await membersOf(office, principal, copy)
  const lastAt = copy.items.at(-1)?.item.at ?? office.now()
  const result = await office.log.append({
    room,
    events: eventsOf(room as string as EventId, {
      ...copy,
      members,
      settings: settingsOf(office, room, copy, members),
    }),
    // The list of rooms shows it where it was in time, not on top of all that is alive.
    at: Math.min(lastAt, office.now()),
    fingerprint,
    dueAt: null,
  })
  if (result.status === 'appended') return { status: 'created', room }
  const head = await office.store.readHead(room)
  if (result.status === 'refused' || head === undefined) throw new Refusal('id-reused')
  if (!head.deleted) return { status: 'there', room }
  const id = `restored-${head.seq}` as EventId
  const event = { type: 'room-restored', id, by: principal.id, data: {} } as const
  await office.log.append({ room, events: [event], at: office.now(), fingerprint: id, member: principal.id })
  return { status: 'created', room }
}

/** Without the names of agents and the like, which may change between two imports of the same file. */
function contentOf(seed: string, principal: Principal, { settings, items }: CopiedRoom): string {
  return hash('sha256', JSON.stringify([seed, principal.id, settings.title, items]), 'base64url')
}

function settingsOf(
  office: Office,
  room: RoomId,
  { settings }: CopiedRoom,
  members: readonly Member[],
): EventData<'room-created'> {
  const isAnswered = members.some(({ kind }) => kind === 'agent')
  return {
    pace: office.defaultPace,
    instructions: '',
    maxConsecutiveAgentMessages: 5,
    ...settings,
    title: [...settings.title]
      .slice(0, LIMITS.maxTitleCharacters / 2)
      .join('')
      .trim(),
    replyMode: isAnswered ? (settings.replyMode ?? 'autopilot') : 'manual',
    seed: roomSeed(office.seed, room),
  }
}

/** The importer owns the room; of the agents those come along that this workspace has. */
async function membersOf(
  office: Office,
  principal: Principal,
  { agents }: CopiedRoom,
): Promise<[Member, ...Member[]]> {
  const known = new Set((await office.store.directory.readAgents()).map(({ id }) => id))
  const present = [...new Set(agents)].filter((id) => known.has(id))
  return [
    { id: principal.id, kind: 'person', name: principal.name, role: 'owner' },
    ...(await Promise.all(present.map((id) => findMember(office, id)))),
  ]
}

function check({ items }: CopiedRoom): void {
  if (items.length > LIMITS.maxImportedItems) {
    const most = LIMITS.maxImportedItems.toLocaleString('en')
    throw new ImportError(`A room may be imported with ${most} messages; this one has more.`)
  }
  const isLong = items.some(
    ({ item }) => item.kind === 'message' && utf8Bytes(item.text) > LIMITS.maxImportedTextBytes,
  )
  if (isLong) throw new ImportError('One of its messages is over 256 kB.')
}
