import { SYSTEM } from '@parley/protocol'
import type { EventData, EventId, Member, MemberId, NewEvent } from '@parley/protocol'
import type { Events, Office } from '../commands/context.ts'
import { findMember, roomSeed } from '../commands/create-room.ts'
import type { Person } from '../store/store.ts'
import { OWNER, STARTER_AGENTS, STARTER_ROOMS } from './index.ts'
import type { StarterAuthor, StarterRoom } from './index.ts'

const INSTALLED_NOTE = 'starter-content'
const MINUTE_MS = 60_000

/**
 * Puts in what was never put in before: so an upgrade brings what is new, and what its owner has
 * changed or deleted stays so. [R7]
 */
export async function installStarterContent(office: Office, owner: Person): Promise<void> {
  const { directory } = office.store
  const installed = new Set<string>(JSON.parse((await directory.readNote(INSTALLED_NOTE)) ?? '[]'))
  for (const agent of STARTER_AGENTS) if (!installed.has(agent.id)) await directory.putAgent(agent)
  for (const room of STARTER_ROOMS) if (!installed.has(room.id)) await installRoom(office, owner, room)
  const all = [...installed, ...STARTER_AGENTS.map(({ id }) => id), ...STARTER_ROOMS.map(({ id }) => id)]
  if (new Set(all).size > installed.size) {
    await directory.putNote(INSTALLED_NOTE, JSON.stringify([...new Set(all)]))
  }
}

/**
 * A starter room is written as any other, with its exchange said already. It is quiet while that is
 * put in, and its agents are let loose at the end: nobody answers what was said before the start.
 */
async function installRoom(office: Office, owner: Person, room: StarterRoom): Promise<void> {
  const now = office.now()
  const authorOf = (author: StarterAuthor) => (author === OWNER ? owner.id : author)
  const put = (minutesAgo: number, events: Events) =>
    office.log.append({ room: room.id, events, at: now - minutesAgo * MINUTE_MS, fingerprint: 'starter' })

  const [first] = room.messages
  await put((first?.minutesAgo ?? 0) + 1, await opening(office, owner, room))
  for (const [index, { author, text, minutesAgo, reactions }] of room.messages.entries()) {
    const id = `${room.id}-${index}` as EventId
    await put(minutesAgo, [
      { type: 'message-posted', id, by: authorOf(author), data: { text } },
      ...reactions.map(({ by, reaction }, place): NewEvent => {
        const data = { message: id, reaction }
        return { type: 'reaction-added', id: `${id}-r${place}` as EventId, by: authorOf(by), data }
      }),
    ])
  }
  await put(room.messages.at(-1)?.minutesAgo ?? 0, closing(room))
  // What was said before the owner came is not news.
  const head = await office.store.readHead(room.id)
  if (head) await office.store.putPositions([{ room: room.id, member: owner.id, seq: head.seq }])
}

async function opening(office: Office, owner: Person, room: StarterRoom): Promise<Events> {
  const id = `${room.id}-created` as EventId
  const agents = await Promise.all(room.members.map((member) => findMember(office, member)))
  const members: Member[] = [{ id: owner.id, kind: 'person', name: owner.name, role: 'owner' }, ...agents]
  const settings: EventData<'room-created'> = {
    title: room.title,
    replyMode: 'manual',
    pace: office.defaultPace,
    instructions: '',
    maxConsecutiveAgentMessages: 5,
    seed: roomSeed(office.seed, room.id),
  }
  return [
    { type: 'room-created', id, by: owner.id, data: settings },
    ...members.map((member, index): NewEvent => {
      const memberId = `${room.id}-member-${index}` as EventId
      return { type: 'member-added', id: memberId, by: owner.id, causedBy: id, data: { member } }
    }),
  ]
}

function closing(room: StarterRoom): Events {
  const opened: NewEvent = {
    type: 'room-changed',
    id: `${room.id}-opened` as EventId,
    by: SYSTEM,
    data: { replyMode: room.replyMode },
  }
  const last = room.messages.findLast((message) => message.author !== OWNER)?.author as MemberId | undefined
  if (room.members.length < 2 || last === undefined) return [opened]
  return [
    opened,
    { type: 'room-silenced', id: `${room.id}-silenced` as EventId, by: SYSTEM, data: { member: last } },
  ]
}
