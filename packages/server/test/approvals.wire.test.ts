import type { CommandInput, MemberId } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { issueToken } from '../src/authority/tokens.ts'
import { openServer, TestServer } from './open-server.ts'
import { calling, ELON, STEVE, testTool, ToolServer } from './tool-server.ts'
import type { Answering, ToolRoom } from './tool-server.ts'

let server: ToolServer | undefined
afterEach(async () => {
  const faults = await server?.close()
  server = undefined
  expect(faults ?? []).toEqual([])
})

let runs = 0
const danger = testTool(
  'danger',
  async () => {
    runs += 1
    return 'Done.'
  },
  { dangerous: true },
)
const tries: Answering = ({ results, body }) =>
  results === 0
    ? { toolCalls: [calling('danger')] }
    : { content: body.includes('Done.') ? 'I did it.' : 'I may not.' }

/** A room in which Steve was asked and wants to use the dangerous tool. */
async function waitingRoom(members: string[] = [], more: object = {}): Promise<ToolRoom> {
  runs = 0
  server = await ToolServer.open(tries, [danger])
  for (const id of members)
    await server.store.directory.putPerson({ id: id as MemberId, name: id, createdAt: 0 })
  const room = await server.room([STEVE, ...members], { replyMode: 'manual' })
  if (Object.keys(more).length > 0) await room.command({ type: 'change-room', changes: more })
  for (const member of members)
    await room.command({ type: 'change-role', member: member as MemberId, role: 'moderator' })
  await room.command({ type: 'request-turn', intent: 'ask' })
  await room.nth('approval-requested')
  return room
}

const decide = async (room: ToolRoom, decision: 'approve' | 'decline', turn = 't1') =>
  room.command({ type: 'give-approval', turn: turn as never, call: 'c1', decision })

/** The same, by somebody else. */
function decideAs(member: string, room: ToolRoom, decision: 'approve' | 'decline'): Promise<number> {
  return asMember(member, room, { type: 'give-approval', turn: 't1' as never, call: 'c1', decision })
}

async function asMember(member: string, room: ToolRoom, command: CommandInput): Promise<number> {
  if (server === undefined) throw new Error('no server')
  const holder = { member: member as MemberId, kind: 'person', createdBy: member as MemberId } as const
  const { token } = await issueToken(server.store.directory, holder, Date.now())
  const other = new TestServer(server.parley.server, token, [])
  return other.command(room.id, command, randomUUID())
}

test('[S5] a dangerous tool waits, visibly, and runs once it is approved', async () => {
  const room = await waitingRoom()
  expect((await room.head()).turns[0]?.calls).toMatchObject([{ status: 'waiting', approval: { needed: 1 } }])
  const { expiresAt } = room.of('approval-requested')[0]?.data ?? { expiresAt: 0 }
  expect(expiresAt - Date.now()).toBeGreaterThan(9 * 60_000)
  expect(runs).toBe(0)
  await decide(room, 'approve')
  await room.nth('turn-ended')
  expect(runs).toBe(1)
  const [message] = await room.messages()
  expect(message).toMatchObject({ text: 'I did it.', calls: [{ status: 'done', result: 'Done.' }] })
  expect(message?.calls?.[0]?.approval?.given).toHaveLength(1)
})

test('[S5] people are never asked to approve what they cannot see whole', async () => {
  runs = 0
  server = await ToolServer.open(
    ({ results }) =>
      results === 0 ? { toolCalls: [calling('danger', { of: 'x'.repeat(13_000) })] } : { content: 'No.' },
    [danger],
  )
  const room = await server.room([STEVE], { replyMode: 'manual' })
  await room.command({ type: 'request-turn', intent: 'ask' })
  await room.nth('turn-ended')
  expect(room.of('approval-requested')).toEqual([])
  expect(room.of('tool-finished')[0]?.data).toMatchObject({
    status: 'failed',
    result: expect.stringContaining('too long'),
  })
  expect(runs).toBe(0)
})

test('[S5] declined, it does not run, and the model hears why', async () => {
  const room = await waitingRoom()
  await decide(room, 'decline')
  await room.nth('turn-ended')
  expect(runs).toBe(0)
  expect((await room.messages())[0]).toMatchObject({ text: 'I may not.', calls: [{ status: 'declined' }] })
})

test('[S5] k of n: as many owners and moderators as the room wants', async () => {
  const room = await waitingRoom(['p_ann', 'p_bob'], { approvalsNeeded: 2 })
  expect(room.of('approval-requested')[0]?.data.needed).toBe(2)
  await decide(room, 'approve')
  await decide(room, 'approve')
  expect((await room.head()).turns[0]?.calls?.[0]?.status).toBe('waiting')
  await decideAs('p_bob', room, 'approve')
  await room.nth('turn-ended')
  expect(runs).toBe(1)
})

test('[S5 S2] only people with authority may approve, and only what waits', async () => {
  const room = await waitingRoom(['p_ann'])
  await room.command({ type: 'change-role', member: 'p_ann' as MemberId, role: 'member' })
  await expect(decideAs('p_ann', room, 'approve')).rejects.toThrow('forbidden')
  for (const changes of [{ webAccess: true }, { approvalsNeeded: 1 }])
    await expect(asMember('p_ann', room, { type: 'change-room', changes })).rejects.toThrow('forbidden')
  await expect(decide(room, 'approve', 't9')).rejects.toThrow('turn-not-found')
  await decide(room, 'approve')
  await room.nth('turn-ended')
  await expect(decide(room, 'approve')).rejects.toThrow('turn-not-found')
  expect(runs).toBe(1)
})

test('[S5 D14] a turn that waits can be stopped', async () => {
  const room = await waitingRoom()
  await room.command({ type: 'stop-turns' })
  const ended = await room.nth('turn-ended')
  expect(ended.data.outcome).toBe('stopped')
  await expect(decide(room, 'approve')).rejects.toThrow('turn-not-found')
  expect(runs).toBe(0)
})

test('[S5 D15] what waits when the server dies ends visibly, and asks anew', async () => {
  const room = await waitingRoom()
  if (server === undefined) throw new Error('no server')
  const { store } = server
  // The process is gone without a word; another one takes its store over.
  const second = await openServer({ store: { ...store, close: async () => {} } })
  const watcher = await second.watch(room.id)
  const ended = await watcher.until(({ type }) => type === 'turn-ended')
  expect(ended.data).toMatchObject({ outcome: 'interrupted', reasons: [{ code: 'recovered' }] })
  await watcher.until(({ id }) => id === 't2-queued')
  watcher.close()
  await second.server.close()
  expect(runs).toBe(0)
  // The first one notices that the room is not its own any more.
  server.parley.faults.length = 0
})

test('[S5] asked by a person through another agent, dangerous tools are offered', async () => {
  server = await ToolServer.open(
    ({ self }) => ({ content: self?.includes('steve') === true ? 'Elon Musk, and you?' : 'Well.' }),
    [danger],
  )
  const room = await server.room([STEVE, ELON], { replyMode: 'ambient' })
  await room.post('Steve Jobs, ask Elon!')
  await room.nth('turn-ended', 2)
  expect(server.asked.at(-1)).toMatchObject({ self: 'elon-musk', tools: ['danger'] })
})
