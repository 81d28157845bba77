import type { EventId, MemberId, RoomId } from '@parley/protocol'
import { MemoryNetwork, TestServer } from '@parley/testkit'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connect } from './connect.ts'
import type { ParleyClient } from './parley-client.ts'
import { ParleyError } from './parley-error.ts'

const [ann, bob] = ['ann', 'bob'] as MemberId[] as [MemberId, MemberId]
const kitchen = 'kitchen' as RoomId
const post = { type: 'post-message', text: 'hello' } as const

let server: TestServer
let network: MemoryNetwork
let client: ParleyClient

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  server = new TestServer(ann)
  server.book.createRoom(kitchen, [ann, bob])
  network = new MemoryNetwork(server)
  client = connect(network.options)
  await network.settle()
})

afterEach(() => {
  client.close()
  vi.useRealTimers()
})

async function pass(milliseconds: number): Promise<void> {
  await network.settle()
  vi.advanceTimersByTime(milliseconds)
  await network.settle()
}

const commands = () => server.received.filter((frame) => frame.type === 'command')

test('[C3] answers with the seq when it is durable', async () => {
  const result = client.command(kitchen, post)
  await network.settle()
  await expect(result).resolves.toEqual({ room: kitchen, seq: 4 })
})

test('[C3] the error of the server is thrown, with its code', async () => {
  server.refuse = (frame) => (frame.type === 'command' ? 'rate-limited' : undefined)
  const result = client.command(kitchen, post)
  const settled = expect(result).rejects.toMatchObject({
    name: 'ParleyError',
    code: 'rate-limited',
    retryable: true,
  })
  await network.settle()
  await settled
  await expect(result).rejects.toBeInstanceOf(ParleyError)
})

test('[C3] is sent again after a cut with the same id, and done once', async () => {
  network.fate = () => []
  const result = client.command(kitchen, post, 'the-id' as EventId)
  await network.settle()
  network.cut()
  network.fate = (frame) => [frame]
  await pass(500)
  await expect(result).resolves.toEqual({ room: kitchen, seq: 4 })
  expect(commands().map(({ id }) => id)).toEqual(['the-id', 'the-id'])
  expect(server.book.head(kitchen)).toBe(4)
})

test('the same id while it is open is the same command', async () => {
  const results = [
    client.command(kitchen, post, 'x' as EventId),
    client.command(kitchen, post, 'x' as EventId),
  ]
  await network.settle()
  expect(await Promise.all(results)).toHaveLength(2)
  expect(commands()).toHaveLength(1)
})

test('an answer is waited for without limit while there is a connection, for half a minute without', async () => {
  network.fate = (frame) => (frame.type === 'pong' ? [frame] : [])
  const settled = vi.fn()
  const result = client.command(kitchen, post)
  result.then(settled, settled)
  for (let tick = 0; tick < 60; tick += 1) await pass(5_000)
  expect(client.status).toBe('online')
  expect(settled).not.toHaveBeenCalled()
  network.isUp = false
  network.cut()
  await pass(29_999)
  expect(settled).not.toHaveBeenCalled()
  await pass(1)
  await expect(result).rejects.toMatchObject({ code: 'unavailable', retryable: true })
})

test('one given while offline goes out on reconnect', async () => {
  network.isUp = false
  network.cut()
  const result = client.command(kitchen, post)
  await pass(2_000)
  network.isUp = true
  await pass(10_000)
  await expect(result).resolves.toMatchObject({ seq: 4 })
})

test('[S3] one over the size of a frame is not sent', async () => {
  const instructions = 'x'.repeat(70_000)
  const result = client.command(kitchen, { type: 'change-room', changes: { instructions } })
  await expect(result).rejects.toMatchObject({ code: 'too-large' })
  expect(commands()).toEqual([])
})

test('close fails what is open', async () => {
  network.fate = () => []
  const result = client.command(kitchen, post)
  client.close()
  await expect(result).rejects.toMatchObject({ code: 'unavailable' })
})

test('[R2] a new room has an id of our own and is shown when the promise is kept', async () => {
  await pass(1)
  const created = client.createRoom({ members: [bob], title: 'Shed' })
  await network.settle()
  const id = await created
  expect(client.room(id)?.view.head.settings.title).toBe('Shed')
  expect(client.rooms[0]?.id).toBe(id)
  const attaches = server.received.filter((frame) => frame.type === 'attach' && frame.room === id)
  expect(attaches).toHaveLength(1)
})

test('[R2] a new room whose connection is cut at its ack is created all the same', async () => {
  network.fate = (frame) => (frame.type === 'ack' ? [frame] : [])
  const created = client.createRoom({ members: [bob] })
  await network.settle()
  network.cut()
  const id = await created
  network.fate = (frame) => [frame]
  await pass(500)
  expect(client.room(id)?.synced).toBe(true)
})

test('[D8] a reaction is given, and taken back the second time', async () => {
  const message = 'm' as EventId
  server.book.append(kitchen, { id: message, by: bob, type: 'message-posted', data: { text: 'hi' } })
  server.publish(kitchen)
  await network.settle()
  const reactions = () => {
    const item = client.room(kitchen)?.view.timeline.at(-1)
    return item?.kind === 'message'
      ? item.reactions.map(({ by, reaction }) => `${by} ${reaction}`)
      : undefined
  }
  await Promise.all([client.react(kitchen, message, 'heart'), network.settle()])
  expect(reactions()).toEqual(['ann heart'])
  await Promise.all([client.react(kitchen, message, 'laugh'), network.settle()])
  expect(reactions()).toEqual(['ann laugh'])
  await Promise.all([client.react(kitchen, message, 'laugh'), network.settle()])
  expect(reactions()).toEqual([])
})
