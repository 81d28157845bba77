import { LIMITS } from '@parley/protocol'
import type { EventId, ForkRequest, Member, RoomHead, RoomId, Seq, TimelineItem } from '@parley/protocol'
import { hash } from 'node:crypto'
import type { Principal } from '../authority/principal.ts'
import type { Office } from '../commands/context.ts'
import { findMember, roomSeed } from '../commands/create-room.ts'
import { commit } from '../commands/perform.ts'
import { Refusal } from '../refusal.ts'
import { copied, filesOf, namedIn } from './copied-room.ts'
import { eventsOf } from './new-room.ts'
import { peopleIn, withDirectory } from './people.ts'

const PAGE = 500

/**
 * A new room that goes on from a message of another: the same settings and agents, what was visible up to there,
 * and nobody speaks before somebody says something. Answers with its last seq. [R5, C3] @throws Refusal
 */
export async function forkRoom(
  office: Office,
  principal: Principal,
  head: RoomHead,
  request: ForkRequest,
): Promise<Seq> {
  const { store } = office
  const room = request.id as string as RoomId
  const last = await store.readItem(head.id, request.message)
  if (last === undefined || last.deleted === true) throw new Refusal('message-not-found')
  const timeline = await readUpTo(office, head.id, last.seq)
  const items = timeline.flatMap((item) => copied(item) ?? [])
  const members = await membersOf(office, principal, head, request.people)
  const named = items.flatMap(({ item }) => namedIn(item))
  const people = await withDirectory(store.directory, peopleIn(timeline, head.members), named)
  // Into a room that is there already, which may be somebody else's, nothing is put.
  if ((await store.readHead(room)) === undefined) {
    const files = items.flatMap(({ item }) => (item.kind === 'message' ? filesOf(item) : []))
    if (files.length > 0)
      await office.attachments?.share(head.id, room, [...new Set(files.map(({ id }) => id))])
  }
  const { title } = head.settings
  const seed = roomSeed(office.seed, room)
  const settings = { ...head.settings, title: titleOf(title), replyMode: modeFor(head, members), seed }
  return commit(office, {
    room,
    events: eventsOf(request.id as string as EventId, { settings, members, items, people }),
    at: office.now(),
    fingerprint: hash('sha256', JSON.stringify([principal.id, head.id, request]), 'base64url'),
  })
}

/** The timeline from its beginning to a seq. @throws Refusal where it is too long for one request */
export async function readUpTo(office: Office, room: RoomId, seq: Seq): Promise<TimelineItem[]> {
  const pages: TimelineItem[][] = []
  let count = 0
  let before = (seq + 1) as Seq
  for (;;) {
    const { items, more } = await office.store.readTimeline(room, before, PAGE)
    pages.push(items)
    count += items.length
    if (count > LIMITS.maxImportedItems) {
      const most = LIMITS.maxImportedItems.toLocaleString('en')
      throw new Refusal('too-large', `More than ${most} messages come before it: too many to take along.`)
    }
    const [first] = items
    if (!more || first === undefined) return pages.toReversed().flat()
    before = first.seq
  }
}

/** Whoever forks owns the new room; agents come along as they are now, people where that is asked for. */
async function membersOf(
  office: Office,
  principal: Principal,
  head: RoomHead,
  withPeople: boolean,
): Promise<[Member, ...Member[]]> {
  const owner: Member = { id: principal.id, kind: 'person', name: principal.name, role: 'owner' }
  const others = head.members.filter(
    ({ id, kind }) => id !== principal.id && (kind === 'agent' || withPeople),
  )
  const found = await Promise.all(
    others.map(({ id, role }) =>
      findMember(office, id)
        .then((member): Member => ({ ...member, role }))
        // Who is no longer of the workspace stays behind.
        .catch((error: unknown) => {
          if (error instanceof Refusal) return undefined
          throw error
        }),
    ),
  )
  return [owner, ...found.filter((member) => member !== undefined)]
}

function modeFor(head: RoomHead, members: readonly Member[]): RoomHead['settings']['replyMode'] {
  return members.some(({ kind }) => kind === 'agent') ? head.settings.replyMode : 'manual'
}

/** A room that is called by its members' names is called so again. */
function titleOf(title: string): string {
  const ending = ' (fork)'
  if (title === '' || title.endsWith(ending)) return title
  return `${title.slice(0, LIMITS.maxTitleCharacters - ending.length)}${ending}`
}
