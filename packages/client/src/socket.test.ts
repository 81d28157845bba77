import type { EventId, MemberId, RoomId } from '@parley/protocol'
import { MemoryStorage, serveOnSocket, TestServer } from '@parley/testkit'
import type { SocketServer } from '@parley/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from './connect.ts'
import type { ParleyClient } from './parley-client.ts'

const [ann, bob] = ['ann', 'bob'] as MemberId[] as [MemberId, MemberId]
const kitchen = 'kitchen' as RoomId

let server: TestServer
let socket: SocketServer
let client: ParleyClient

beforeEach(async () => {
  server = new TestServer(ann)
  server.book.createRoom(kitchen, [ann, bob])
  socket = await serveOnSocket(server)
  client = connect({ url: `${socket.url}/`, token: 'a-token', storage: new MemoryStorage() })
})

afterEach(async () => {
  client.close()
  await socket.close()
})

/** Resolves when the client's state is so. */
function when(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return
      stop()
      resolve()
    }
    const stop = client.subscribe(look)
    look()
  })
}

const texts = () =>
  client.room(kitchen)?.view.timeline.flatMap((item) => (item.kind === 'message' ? [item.text] : [])) ?? []

function say(text: string): void {
  server.book.append(kitchen, { id: text as EventId, by: bob, type: 'message-posted', data: { text } })
  server.publish(kitchen)
}

test('[C8] signs in through a subprotocol and follows a room over a real WebSocket', async () => {
  await when(() => client.room(kitchen)?.synced === true)
  expect(socket.offered).toEqual([['parley.v1', 'parley.token.a-token']])
  expect(client.me?.id).toBe(ann)
  say('hello')
  await when(() => texts().includes('hello'))
  client.post(kitchen, 'hi')
  await when(() => texts().includes('hi'))
  expect(client.room(kitchen)?.pending).toEqual([])
})

test('[C4] resumes over a real WebSocket after a cut', async () => {
  await when(() => client.room(kitchen)?.synced === true)
  socket.cut()
  await when(() => client.status !== 'online')
  say('missed')
  client.post(kitchen, 'typed meanwhile')
  await when(() => texts().length === 2)
  expect(texts()).toEqual(['missed', 'typed meanwhile'])
})

test('[C7] a close code that forbids it ends the reconnecting', async () => {
  await when(() => client.status === 'online')
  socket.cut(4401)
  await when(() => client.status === 'refused')
})

test('[C3] many commands at once are answered each with its own result', async () => {
  await when(() => client.status === 'online')
  const results = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      client.command(kitchen, { type: 'post-message', text: `${index}` }),
    ),
  )
  expect(results.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, index) => 4 + index))
})
