import type { ClientFrame } from '@parley/protocol'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import type { ChannelClient } from '../../test/channel-client.ts'
import { TestChannel } from '../../test/open-channel.ts'

const TEXT = 'x'.repeat(16_000)
const MEBIBYTE = 1024 * 1024

let channel: TestChannel

async function open(): Promise<string> {
  channel = await TestChannel.open()
  return channel.peopleRoom()
}

afterEach(async () => {
  vi.useRealTimers()
  expect(await channel.close()).toEqual([])
})

/** Posts as fast as it can, 50 on their way at a time. */
async function flood(
  writer: ChannelClient,
  room: string,
  count: number,
  after: () => void = () => undefined,
) {
  for (let index = 0; index < count; index += 50) {
    for (let next = 0; next < 50; next += 1) writer.post(room, TEXT)
    await writer.acks(50)
    after()
  }
}

/** A socket of somebody who takes what it is sent as it likes: nothing is read unless the test reads it. */
async function reluctant(room: string): Promise<Socket> {
  const { hostname, port } = new URL(channel.url)
  const socket = connect(Number(port), hostname)
  socket.pause()
  socket.write(
    `GET /channel HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${btoa('0123456789abcdef')}\r\n` +
      `Sec-WebSocket-Protocol: parley.v1\r\nAuthorization: Bearer ${channel.parley.token}\r\n\r\n`,
  )
  let heard = ''
  const hears = async (text: string) => {
    while (!heard.includes(text)) {
      heard += String(socket.read() ?? '')
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  await hears('"hello"')
  socket.write(masked({ type: 'attach', ref: 'a', room, after: 2 } as ClientFrame))
  await hears('"attached"')
  return socket
}

/** Takes what is there until the server ends it; answers how many bytes that was. */
function readToEnd(socket: Socket): Promise<number> {
  let bytes = 0
  return new Promise((resolve) => {
    socket.on('data', (chunk) => (bytes += chunk.length))
    // The close frame is not answered: the socket is all that is left to close.
    socket.on('data', (chunk) => chunk.includes('resume') && socket.destroy())
    socket.once('close', () => resolve(bytes))
    socket.resume()
  })
}

/** A short text message as clients must send it, masked with zeros. */
function masked(frame: ClientFrame): Buffer {
  const payload = Buffer.from(JSON.stringify(frame))
  if (payload.length > 125) throw new Error('too long for a short frame')
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload])
}

test('[C7] readers that never read, and one that reads a byte at a time: each is kept a bounded amount, the others get all', async () => {
  const room = await open()
  const [writer, reader] = [await channel.client(), await channel.client()]
  await reader.attach(room, { after: 2 })
  const stuck = await Promise.all(Array.from({ length: 5 }, () => reluctant(room)))
  const [slow = stuck[0]] = stuck
  await flood(writer, room, 2_000, () => void slow?.read(1))
  await reader.until(() => reader.cursorOf(room) === 2_002)
  expect(reader.eventsOf(room)).toHaveLength(2_000)
  for (const socket of stuck) {
    // All that was kept for it here and on the way: of 32 MB not half.
    const waited = await readToEnd(socket)
    expect(waited).toBeLessThan(16 * MEBIBYTE)
  }
}, 20_000)

test('[C6 C7] a reader that takes a byte now and then is gone within ten seconds, and is not missed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const room = await open()
  const [writer, reader] = [await channel.client(), await channel.client()]
  await reader.attach(room, { after: 2 })
  const slow = await reluctant(room)
  const gone = new Promise((resolve) =>
    slow.once('error', resolve).once('end', resolve).once('close', resolve),
  )
  await flood(writer, room, 800)
  for (let beat = 0; beat < 3; beat += 1) {
    slow.read(1)
    await writer.settled()
    await reader.settled()
    vi.advanceTimersByTime(3_300)
    // The others answer the ping that came with the heartbeat.
    await writer.settled()
    await reader.settled()
  }
  slow.resume()
  await gone
  writer.post(room, 'still here')
  await reader.until(() => reader.cursorOf(room) === 803)
}, 20_000)

test('[C7] a flood of signals costs the others a few messages, and delays no event', async () => {
  const room = await open()
  const [noisy, writer, reader] = [await channel.client(), await channel.client(), await channel.client()]
  for (const client of [noisy, writer, reader]) await client.attach(room, { after: 2 })
  const startedAt = performance.now()
  for (let index = 0; index < 5_000; index += 1) {
    noisy.send({ type: 'signal', room, signal: { type: 'typing', on: index % 2 === 0 } } as ClientFrame)
    noisy.send({ type: 'read', room, seq: 2, back: true } as ClientFrame)
    if (index % 50 === 0) writer.post(room, `${index}`)
  }
  await writer.acks(100)
  await noisy.settled()
  await reader.until(() => reader.cursorOf(room) === 102)
  const batches = (performance.now() - startedAt) / 250
  const told = reader.frames.filter(({ type }) => type === 'presence')
  expect(told.length).toBeLessThanOrEqual(batches + 5)
}, 20_000)
