import type { Attachment, EventId, Member, MemberId, NewEvent } from '@parley/protocol'
import { hash } from 'node:crypto'
import { requireWorkspace } from '../authority/grant.ts'
import { Refusal } from '../refusal.ts'
import type { Events, Office, Order } from './context.ts'
import { checkReplyMode } from './reply-mode.ts'
import { checkTextWith } from './text.ts'

/** A room with its first members and perhaps a first message: all or nothing. [R2] */
export async function createRoom(order: Order<'create-room'>): Promise<Events> {
  const { office, principal, room, id, command } = order
  // A token that is for some rooms got here, so this is one of them.
  if (principal.guest || principal.kind) requireWorkspace(principal)
  const { title, replyMode, instructions, maxConsecutiveAgentMessages, webAccess } = command
  // A socket knows its person by the name of the moment when it was opened.
  const { name } = (await office.store.directory.readPerson(principal.id)) ?? principal
  const members: Member[] = [
    { id: principal.id, kind: 'person', name, role: 'owner' },
    ...(await Promise.all(
      unique(command.members)
        .filter((member) => member !== principal.id)
        .map((member) => findMember(office, member)),
    )),
  ]
  checkReplyMode(replyMode, members)
  const greeting = await greetingOf(office, name, command)
  // The last of what can be refused: what was taken for a room that does not come about would lie about.
  const message = await firstMessage(order)
  const created: NewEvent = {
    type: 'room-created',
    id,
    by: principal.id,
    data: {
      title,
      replyMode,
      instructions,
      maxConsecutiveAgentMessages,
      pace: command.pace ?? office.defaultPace,
      seed: roomSeed(office.seed, room),
      ...(webAccess === undefined ? {} : { webAccess }),
    },
  }
  return [
    created,
    ...members.map((member, index): NewEvent => {
      const memberId = `${id}-member-${index}` as EventId
      return { type: 'member-added', id: memberId, by: principal.id, causedBy: id, data: { member } }
    }),
    ...greeting.map((data, index): NewEvent => {
      const by = command.greeter ?? principal.id
      return { type: 'message-posted', id: `${id}-greeting-${index}` as EventId, by, data }
    }),
    ...message.map((data): NewEvent => {
      return { type: 'message-posted', id: `${id}-message` as EventId, by: principal.id, data }
    }),
  ]
}

/** What the creator says first, and its files, which are the room's from now on; or nothing. [R2] @throws Refusal */
async function firstMessage({
  office,
  principal,
  room,
  command,
}: Order<'create-room'>): Promise<{ text: string; attachments?: Attachment[] }[]> {
  const { text, attachments: files = [] } = command
  if (text === undefined && files.length === 0) return []
  const checked = checkTextWith(files, text ?? '')
  if (files.length === 0) return [{ text: checked }]
  if (office.attachments === undefined) throw new Refusal('attachment-not-found')
  // Into a room that is there already, which may be somebody else's, nothing is put.
  if ((await office.store.readHead(room)) !== undefined) throw new Refusal('id-reused')
  return [{ text: checked, attachments: await office.attachments.take(principal.id, room, files) }]
}

/** The first message of an agent that is asked to begin, or nothing. [A3] @throws Refusal */
async function greetingOf(
  office: Office,
  person: string,
  { greeter, members }: Order<'create-room'>['command'],
): Promise<{ text: string }[]> {
  if (greeter === undefined) return []
  const agent = members.includes(greeter) ? await office.store.directory.readAgent(greeter) : undefined
  if (agent === undefined) throw new Refusal('member-not-found', 'Who greets must be an agent of the room.')
  const text = (agent.firstMessage ?? '').replaceAll(/\{\{user\}\}|<USER>/gi, () => person).trim()
  return text === '' ? [] : [{ text }]
}

/** An agent of the workspace, or a person of it, as a member. */
export async function findMember(office: Office, id: MemberId): Promise<Member> {
  const { directory } = office.store
  const agent = await directory.readAgent(id)
  if (agent !== undefined) {
    const { name, title, colors, picture, talkativeness, paused, outside } = agent
    const member = { id, kind: 'agent', role: 'member', name, title, colors, talkativeness, paused } as const
    const more = { ...(picture ? { picture } : {}), ...(outside === true ? { outside } : {}) }
    return { ...member, ...more }
  }
  const person = await directory.readPerson(id)
  if (person === undefined) throw new Refusal('member-not-found', `No person or agent has the id ${id}.`)
  return { id, kind: 'person', role: 'member', name: person.name }
}

/** The same installation seed and room id give the same dice; nobody else can foretell them. */
export function roomSeed(seed: string, room: string): string {
  return hash('sha256', `${seed}\u0000${room}`, 'base64url').slice(0, 32)
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)]
}
