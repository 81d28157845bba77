import type { EventId, MemberId, RoomId } from '@parley/protocol'
import { MemoryNetwork, TestServer } from '@parley/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from './connect.ts'
import type { ParleyClient } from './parley-client.ts'

const [ann, bob] = ['ann', 'bob'] as MemberId[] as [MemberId, MemberId]
const kitchen = 'kitchen' as RoomId
const said = 'said' as EventId
const heard = 'heard' as EventId

let server: TestServer
let network: MemoryNetwork
let client: ParleyClient

beforeEach(async () => {
  server = new TestServer(ann)
  server.book.createRoom(kitchen, [ann, bob])
  server.book.append(kitchen, { id: said, by: ann, type: 'message-posted', data: { text: 'helo' } })
  network = new MemoryNetwork(server)
  client = connect(network.options)
  await network.settle()
  server.book.append(kitchen, { id: heard, by: bob, type: 'message-posted', data: { text: 'hi' } })
  server.publish(kitchen)
  await network.settle()
})

afterEach(() => client.close())

const texts = () =>
  client
    .room(kitchen)
    ?.view.timeline.map((item) => (item.kind === 'message' && !item.deleted ? item.text : '-'))

test('[D14] an edit and a deletion show at once, and stay when the server has them', async () => {
  const edit = client.command(kitchen, { type: 'edit-message', message: said, text: 'hello' })
  expect(texts()).toEqual(['hello', 'hi'])
  const removal = client.command(kitchen, { type: 'delete-message', message: said })
  expect(texts()).toEqual(['-', 'hi'])
  await network.settle()
  await Promise.all([edit, removal])
  expect(texts()).toEqual(['-', 'hi'])
  expect(client.room(kitchen)?.view.timeline[0]).toMatchObject({ deleted: true, text: '', reactions: [] })
})

test('[D14] what the server refuses is as it was', async () => {
  server.refuse = (frame) => (frame.type === 'command' ? 'forbidden' : undefined)
  const removal = client.command(kitchen, { type: 'delete-message', message: heard })
  expect(texts()).toEqual(['helo', '-'])
  const settled = expect(removal).rejects.toMatchObject({ code: 'forbidden' })
  await network.settle()
  await settled
  expect(texts()).toEqual(['helo', 'hi'])
})

test('[D14] an edit brings a deleted message back', async () => {
  const removal = client.command(kitchen, { type: 'delete-message', message: said })
  await network.settle()
  await removal
  const edit = client.command(kitchen, { type: 'edit-message', message: said, text: 'helo' })
  expect(texts()).toEqual(['helo', 'hi'])
  expect(client.room(kitchen)?.view.timeline[0]).not.toHaveProperty('editedAt')
  await network.settle()
  await edit
  expect(texts()).toEqual(['helo', 'hi'])
})

test('[D14] the ack may be lost or late: the events of the room are enough', async () => {
  network.fate = (frame) => (frame.type === 'ack' ? [] : [frame])
  void client.command(kitchen, { type: 'edit-message', message: said, text: 'hello' }).catch(() => undefined)
  await network.settle()
  server.book.append(kitchen, {
    id: 'other-window' as EventId,
    by: ann,
    type: 'message-posted',
    data: { text: 'more' },
  })
  server.publish(kitchen)
  await network.settle()
  expect(texts()).toEqual(['hello', 'hi', 'more'])
})

test('[D14 E1] the view keeps its reference while an edit is open and nothing else happens', () => {
  void client.command(kitchen, { type: 'delete-message', message: said }).catch(() => undefined)
  const { view } = client.room(kitchen) ?? {}
  client.markRead(kitchen)
  expect(client.room(kitchen)?.view).toBe(view)
})

test('[C6 D14] a deleted message is not unread', async () => {
  expect(client.room(kitchen)?.unread).toBe(1)
  server.book.append(kitchen, {
    id: 'gone' as EventId,
    by: bob,
    type: 'message-deleted',
    data: { message: heard },
  })
  server.publish(kitchen)
  await network.settle()
  expect(client.room(kitchen)?.unread).toBe(0)
})

test('[D12] the decisions behind an item are asked for over HTTP', async () => {
  const asked: string[] = []
  const other = connect({
    ...network.options,
    fetch: async (input, init) => {
      const path = String(input)
      if (!path.includes('/why/')) return network.fetch(input, init)
      asked.push(path)
      return Response.json({ events: [{ type: 'silence-kept', data: { reasons: [] } }] })
    },
  })
  await network.settle()
  expect(await other.why(kitchen, said)).toEqual([{ type: 'silence-kept', data: { reasons: [] } }])
  expect(asked).toEqual(['http://server.test/api/rooms/kitchen/why/said'])
  other.close()
})
