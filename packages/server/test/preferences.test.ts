import type { DeletedRoomList, RoomList, RoomPreferences, SearchResults, ServerFrame } from '@parley/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
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
