import type {
  CommandInput,
  DeletedRoomList,
  MemberId,
  RoomList,
  RoomPreferences,
  SearchResults,
  ServerFrame,
} from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openMemoryStore } from '../src/index.ts'
import { ChannelClient } from './channel-client.ts'
import { openServer } from './open-server.ts'
import type { TestServer } from './open-server.ts'
import { Visitor } from './visitor.ts'

const ADA = 'a_ada-lovelace'

let parley: TestServer
let owner: Visitor
beforeAll(async () => {
  parley = await openServer()
  owner = new Visitor(parley.server.url, { token: parley.token })
})
afterAll(() => parley.server.close())

/** What every connection of the owner is told of preferences. */
async function listen(): Promise<{
  told: ServerFrame[]
  until: (count: number) => Promise<void>
  close: () => void
}> {
  const socket = new WebSocket(`${parley.server.url.replace('http', 'ws')}/channel`, ['parley.v1'], {
    headers: owner.headers,
  })
  const told: ServerFrame[] = []
  let look: () => void = () => undefined
  socket.on('message', (data) => {
    const frames = [JSON.parse(String(data)) as ServerFrame | ServerFrame[]].flat()
    told.push(...frames.filter(({ type }) => type === 'preferences'))
    look()
  })
  await new Promise((resolve) => socket.once('message', resolve))
  const until = async (count: number) => {
    while (told.length < count) await new Promise<void>((resolve) => (look = resolve))
  }
  return { told, until, close: () => socket.terminate() }
}

test('[R5 C6] pinned on one device, told to the others, and there at the next visit', async () => {
  const room = await parley.createRoom([ADA])
  const [phone, desk] = [await listen(), await listen()]
  const path = `/api/rooms/${room}/preferences`
  const { body } = await owner.ask<RoomPreferences>('PATCH', path, { pinned: true, muted: true })
  expect(body).toEqual({ pinnedAt: expect.any(Number), muted: true })
  await Promise.all([phone.until(1), desk.until(1)])
  for (const { told } of [phone, desk])
    expect(told).toEqual([{ type: 'preferences', room, preferences: body }])
  const list = (await owner.ask<RoomList>('GET', '/api/rooms')).body
  expect(list.preferences).toContainEqual({ room, preferences: body })
  phone.close()
  desk.close()
})

describe('[R5] what one has archived is read-only for oneself', () => {
  const archive = (who: Visitor, room: string, archived = true) =>
    who.ask('PATCH', `/api/rooms/${room}/preferences`, { archived })
  const lastSeq = async (room: string) => (await parley.snapshot(room)).head.seq

  test.each<CommandInput>([
    { type: 'post-message', text: 'Hello?' },
    { type: 'start-message' },
    { type: 'change-room', changes: { title: 'Other' } },
    { type: 'add-member', member: 'a_socrates' as MemberId },
    { type: 'remove-member', member: ADA as MemberId },
    { type: 'request-turn', intent: 'ask' },
  ])('a command that writes is refused, and done once it is back: $type', async (command) => {
    const room = await parley.createRoom([ADA], { replyMode: 'manual' })
    await archive(owner, room)
    const before = await lastSeq(room)
    const refused = await owner.command(room, command)
    expect([refused.status, refused.error]).toEqual([409, 'room-archived'])
    expect(await lastSeq(room)).toBe(before)
    await archive(owner, room, false)
    expect((await owner.command(room, command)).status).toBe(200)
  })

  test('files, streams of chunks and a socket are held up too; a retry gets its first answer', async () => {
    const room = await parley.createRoom([ADA], { replyMode: 'manual' })
    const post = { type: 'post-message', text: 'Before.' } as const
    const first = await parley.command(room, post, 'the-post')
    await archive(owner, room)
    expect(await parley.command(room, post, 'the-post')).toBe(first)
    const upload = await parley.request(`/api/rooms/${room}/attachments?name=x`, {
      method: 'POST',
      body: 'x',
    })
    expect(upload.status).toBe(409)
    const client = await ChannelClient.open(parley.server.url, parley.token)
    client.post(room, 'Over the socket.')
    expect((await client.next('error')).error.code).toBe('room-archived')
    client.socket.terminate()
  })

  test('others go on, also by the invitation of who archived it; it is left, stopped and deleted from there', async () => {
    const room = await parley.createRoom([ADA], { replyMode: 'manual' })
    const made = await owner.ask<{ path: string }>('POST', `/api/rooms/${room}/invitations`, {})
    await archive(owner, room)
    const guest = new Visitor(parley.server.url)
    const joined = await guest.ask('POST', `/api${made.body.path}`, { id: 'guest-1', name: 'Kim' })
    expect(joined.status).toBe(200)
    expect((await guest.command(room, { type: 'post-message', text: 'I am in.' })).status).toBe(200)
    await archive(guest, room)
    const { head } = await parley.snapshot(room)
    const kim = head.members.find(({ name }) => name === 'Kim')?.id as MemberId
    expect((await guest.command(room, { type: 'remove-member', member: kim })).status).toBe(200)
    for (const type of ['stop-turns', 'delete-room', 'restore-room'] as const)
      expect((await owner.command(room, { type })).status, type).toBe(200)
    expect((await owner.command(room, { type: 'post-message', text: 'x' })).error).toBe('room-archived')
  })

  test('a server that has just started knows it', async () => {
    const store = openMemoryStore()
    const first = await openServer({ store: { ...store, close: () => Promise.resolve() } })
    const room = await first.createRoom([ADA], { replyMode: 'manual' })
    await archive(new Visitor(first.server.url, { token: first.token }), room)
    await first.server.close()
    const second = await openServer({ store })
    await expect(second.command(room, { type: 'post-message', text: 'x' })).rejects.toThrow('room-archived')
    await second.server.close()
  })
})

test('[S2 S3] what is no preference is refused, and a foreign room cannot be told from none', async () => {
  const room = await parley.createRoom([ADA])
  expect((await owner.ask('PATCH', `/api/rooms/${room}/preferences`, { pinned: 'yes' })).error).toBe(
    'invalid-input',
  )
  expect((await owner.ask('PATCH', '/api/rooms/nowhere/preferences', { pinned: true })).error).toBe(
    'room-not-found',
  )
  const stranger = new Visitor(parley.server.url)
  expect((await stranger.ask('PATCH', `/api/rooms/${room}/preferences`, { muted: true })).status).toBe(401)
})

test('[R5] a deleted room is listed until it is restored', async () => {
  const room = await parley.createRoom([ADA], { title: 'Short-lived' })
  await parley.command(room, { type: 'delete-room' })
  const deleted = async () => (await owner.ask<DeletedRoomList>('GET', '/api/deleted-rooms')).body.rooms
  expect((await deleted()).map(({ id }) => id)).toEqual([room])
  await parley.command(room, { type: 'restore-room' })
  expect(await deleted()).toEqual([])
})

test('[R8] rooms by title and member, messages by their words, each with its author', async () => {
  const room = await parley.createRoom([ADA], { title: 'Marmalade fund', replyMode: 'manual' })
  await parley.command(room, { type: 'post-message', text: 'Seville oranges arrive on Thursday' })
  const search = async (query: string) =>
    (await owner.ask<SearchResults>('GET', `/api/search?q=${encodeURIComponent(query)}`)).body
  expect((await search('marmal')).rooms.map((found) => found.title)).toEqual(['Marmalade fund'])
  const { messages } = await search('oranges thurs')
  expect(messages).toEqual([
    {
      room,
      author: 'Robin',
      message: expect.objectContaining({ text: 'Seville oranges arrive on Thursday' }),
    },
  ])
  expect((await search('lovelace marmalade')).rooms).toEqual([
    { room, title: 'Marmalade fund', members: [ADA] },
  ])
  expect(await search('')).toEqual({ rooms: [], messages: [] })
  const id = messages[0]?.message.id
  expect((await owner.ask('GET', `/api/rooms/${room}/items/${id}`)).body).toMatchObject({
    id,
    kind: 'message',
  })
  expect((await owner.ask('GET', `/api/rooms/${room}/items/none`)).error).toBe('message-not-found')
})
