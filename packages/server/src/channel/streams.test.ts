import type { ClientFrame, RoomEvent } from '@parley/protocol'
import { Duplex } from 'node:stream'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { StreamClient } from '../../test/stream-client.ts'
import { TestChannel } from '../../test/open-channel.ts'
import type { Principal } from '../authority/principal.ts'
import { textMessage } from './encode.ts'
import { EventStream } from './event-stream.ts'
import { Streams } from './streams.ts'
import type { StreamPorts } from './streams.ts'

let channel: TestChannel
let owner: Record<string, string>
const open: StreamClient[] = []

beforeEach(async () => {
  channel = await TestChannel.open()
  owner = { authorization: `Bearer ${channel.parley.token}` }
})

afterEach(async () => {
  for (const client of open.splice(0)) client.close()
  expect(await channel.close()).toEqual([])
})

async function stream(headers = owner, query = ''): Promise<StreamClient> {
  const client = await StreamClient.open(channel.url, headers, query)
  open.push(client)
  return client
}

const attach = (room: string, after: number) =>
  ({ type: 'attach', ref: 'a', room, after }) as unknown as ClientFrame
const post = (room: string, id: string) =>
  ({ type: 'command', id, room, command: { type: 'post-message', text: id } }) as unknown as ClientFrame
const textsOf = (events: readonly RoomEvent[]) =>
  events.flatMap((event) => (event.type === 'message-posted' ? [event.data.text] : []))

test('[C8] a stream brings what a socket brings: hello, history, live events, acks, in one order', async () => {
  const room = await channel.peopleRoom()
  const [socket, client] = [await channel.client(), await stream()]
  expect(client.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(client.response.headers.get('x-accel-buffering')).toBe('no')
  const hello = await client.next('hello')
  expect(hello.principal).toBe((socket.frames[0] as typeof hello).principal)
  await socket.attach(room, { after: 0 })
  expect(await client.send([attach(room, 0), post(room, 'one'), post(room, 'two')])).toBe(204)
  expect(await client.next('attached')).toMatchObject({ ref: 'a', after: 0 })
  await client.next('ack')
  await client.next('ack')
  socket.post(room, 'three')
  await socket.next('ack')
  const events = () =>
    client.frames.flatMap((frame) => (frame.type === 'events' ? frame.events : [])) as RoomEvent[]
  while (events().length < socket.eventsOf(room).length) await client.next('events')
  expect(events()).toEqual(socket.eventsOf(room))
  expect(textsOf(events())).toEqual(['one', 'two', 'three'])
  expect(client.messages.every(({ id }) => id === undefined)).toBe(true)
})

test('[C4] a plain EventSource watches a room by its address, and resumes by the id of what it saw last', async () => {
  const room = await channel.peopleRoom()
  const author = await channel.client()
  author.post(room, 'one')
  await author.next('ack')
  const first = await stream(owner, `?room=${room}&after=0`)
  const { to } = await first.next('events')
  const id = first.messages.at(-1)?.id
  expect(id).toBe(String(to))
  first.close()
  author.post(room, 'two')
  await author.next('ack')
  const second = await stream({ ...owner, 'last-event-id': String(id) }, `?room=${room}&after=0`)
  expect(await second.next('attached')).toMatchObject({ after: to })
  expect(textsOf((await second.next('events')).events)).toEqual(['two'])
  const end = await stream(owner, `?room=${room}&tail=1`)
  expect((await end.next('attached')).snapshot?.timeline).toHaveLength(1)
})

test('[S1, S2, S4] it admits whom a socket admits, and a stream takes frames of its own principal only', async () => {
  const room = await channel.peopleRoom()
  for (const headers of [{}, { authorization: 'Bearer wrong' }] as Record<string, string>[]) {
    const refused = await stream(headers)
    expect(refused.response.status).toBe(401)
  }
  const mine = await stream()
  await mine.next('hello')
  const bob = await channel.person('Bob')
  const his = { authorization: `Bearer ${bob.token}` }
  expect(await mine.send(post(room, 'forged'), his)).toBe(404)
  expect(await mine.send(post(room, 'forged'), {})).toBe(401)
  const foreign = await stream(his, `?room=${room}&after=0`)
  expect((await foreign.next('error')).error.code).toBe('room-not-found')
  mine.close()
  await mine.ended
  expect((await channel.parley.log(room)).some(({ type }) => type === 'message-posted')).toBe(false)
})

test('[S3] bad input is refused as on a socket: by a frame, or by a status where there is none', async () => {
  expect((await stream(owner, '?version=parley.v2')).response.status).toBe(426)
  expect((await stream(owner, '?room=x&after=-1')).response.status).toBe(400)
  expect((await stream(owner, '?room=x&tail=501')).response.status).toBe(400)
  const client = await stream()
  await client.next('hello')
  expect(await client.send([{ type: 'nonsense' } as never, { type: 'ping', ref: 'p' }])).toBe(204)
  expect((await client.next('error')).error.code).toBe('unknown-frame')
  expect((await client.next('pong')).ref).toBe('p')
  expect(await client.send({ type: 'ping', ref: 'x'.repeat(70_000) })).toBe(413)
  const unknown = await channel.parley.request('/api/stream/nobody/frames', { method: 'POST', body: '[]' })
  expect(unknown.status).toBe(404)
})

test('[S2] whoever is removed from the room gets its own removal and nothing after it', async () => {
  const bob = await channel.person('Bob')
  const room = await channel.peopleRoom([bob.id])
  const his = await stream({ authorization: `Bearer ${bob.token}` }, `?room=${room}&tail=1`)
  await his.next('attached')
  await channel.parley.command(room, { type: 'remove-member', member: bob.id })
  expect((await his.next('detached')).error?.code).toBe('room-not-found')
})

test('[K3] a server that stops says so in the stream', async () => {
  const client = await stream()
  await client.next('hello')
  await channel.parley.server.close()
  await client.ended
  expect(client.messages.at(-1)).toMatchObject({ event: 'close', data: '{"code":1001,"name":"going-away"}' })
  channel = await TestChannel.open()
})

test('[C7] what the reader does not take waits in the stream, and its end comes after all of it', async () => {
  const written: string[] = []
  let take: () => void = () => undefined
  const slow = Object.assign(
    new Duplex({
      write: (chunk, _encoding, done) => {
        written.push(String(chunk))
        take = done
      },
      read: () => undefined,
    }),
    { writeHead: () => undefined, flushHeaders: () => undefined },
  )
  const events = new EventStream(slow as unknown as ServerResponse)
  const message = textMessage(JSON.stringify({ type: 'pong', ref: 'x'.repeat(60_000) }))
  for (let index = 0; index < 10; index += 1) events.write(message)
  expect(events.writableLength).toBeGreaterThan(4 * message.length)
  events.close(4408, 'resume')
  expect(events.readyState).toBe(2)
  while (!slow.writableFinished) {
    take()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const whole = written.join('')
  expect(whole.match(/^data: \{"type":"pong"/gm)).toHaveLength(10)
  expect(whole.endsWith('event: close\ndata: {"code":4408,"name":"resume"}\n\n')).toBe(true)
  expect(events.beat()).toBeUndefined()
})

test('[C6] a request that was given up before its stream began leaves nothing behind, and a stop does not wait for it', async () => {
  const entered: unknown[] = []
  const streams = new Streams({
    office: { authority: { live: { hold: () => () => undefined } }, now: Date.now },
    hub: { enter: (guest: unknown) => entered.push(guest), exit: () => entered.pop() },
    report: () => undefined,
  } as unknown as StreamPorts)
  let opened: () => void = () => undefined
  const isOpened = new Promise<void>((resolve) => (opened = resolve))
  const http = createServer((_, response) => {
    socket.resetAndDestroy()
    response.once('close', () => {
      streams.open(response, { id: 'robin' } as unknown as Principal)
      opened()
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const socket = connect((http.address() as AddressInfo).port, '127.0.0.1')
  socket.write('GET /api/stream HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await isOpened
  await streams.close()
  expect(entered).toEqual([])
  http.close()
})
