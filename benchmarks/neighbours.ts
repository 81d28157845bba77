import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { PLACEMENT, startParley } from './channel-servers.ts'
import type { ParleyServer } from './channel-servers.ts'
import { withFolderOnDisk } from './disk.ts'
import { figure, median, percentile } from './figure.ts'
import type { Figure } from './figure.ts'
import { residentKilobytes } from './process-usage.ts'

const STUCK = 50
const POSTS = 800
const PAUSE_MS = 8
const TEXT_BYTES = 12_000

/**
 * What bad neighbours do to a good one: the time from a post to its arrival at a subscriber of the same room.
 *
 * `neighbours-never-read-p50-ms`, `-p99-ms`: with 50 subscribers that never read. `neighbours-byte-…`: with
 * 50 that take a byte a second. `neighbours-signals-…`: while 20 connections signal without a pause.
 * Against: 50 subscribers that read at once. `neighbours-never-read-rss-mb`: what 10 MB in each of 50 full queues add to
 * the memory of the server.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  console.error(`neighbours: ${PLACEMENT}`)
  await withFolderOnDisk(async (directory) => {
    const server = await startParley(`${directory}/data`)
    try {
      await measure(server, (room) => good(server, room))
      const among = await measure(server, (room) => good(server, room))
      const before = residentKilobytes(server.serverPid) ?? NaN
      const neverRead = await measure(server, (room) => stuck(server, room, 0))
      const grown = ((residentKilobytes(server.serverPid) ?? NaN) - before) / 1024
      const byte = await measure(server, (room) => stuck(server, room, 1))
      const signals = await measure(server, (room) => noisy(server, room))
      for (const [name, result] of Object.entries({ 'never-read': neverRead, byte, signals })) {
        report(figure(`neighbours-${name}-p50-ms`, median(result), 'ms', median(among)))
        report(figure(`neighbours-${name}-p99-ms`, percentile(result, 0.99), 'ms', percentile(among, 0.99)))
      }
      report(figure('neighbours-never-read-rss-mb', Math.max(0, grown), 'MB'))
    } finally {
      await server.close()
    }
  })
}

/** Times of arrival in a room of its own, while the neighbours are there; `invite` answers how to end them. */
async function measure(
  server: ParleyServer,
  invite: (room: string) => Promise<() => void>,
): Promise<number[]> {
  const [room = ''] = await server.createRooms(1)
  const [writer, reader] = [await open(server), await open(server)]
  const dismiss = await invite(room)
  const times: number[] = []
  const text = 'x'.repeat(TEXT_BYTES)
  reader.on('message', (data) => {
    const sentAt = /at (\d+\.\d+) x/.exec(String(data).slice(0, 2_000))?.[1]
    if (sentAt !== undefined) times.push(performance.now() - Number(sentAt))
  })
  reader.send(JSON.stringify({ type: 'attach', ref: '1', room, after: 2 }))
  for (let index = 0; index < POSTS; index += 1) {
    const command = { type: 'post-message', text: `at ${performance.now().toFixed(3)} ${text}` }
    writer.send(JSON.stringify({ type: 'command', id: randomUUID(), room, command }))
    await sleep(PAUSE_MS)
  }
  while (times.length < POSTS * 0.9) await sleep(10)
  for (const socket of [writer, reader]) socket.terminate()
  dismiss()
  return times
}

async function open({ port, token }: ParleyServer): Promise<WebSocket> {
  const headers = { authorization: `Bearer ${token}` }
  const socket = new WebSocket(`ws://127.0.0.1:${port}/channel`, ['parley.v1'], { headers })
  await new Promise((resolve) => socket.once('message', resolve))
  return socket
}

async function stuck(server: ParleyServer, room: string, bytesPerSecond: number): Promise<() => void> {
  const sockets = await Promise.all(Array.from({ length: STUCK }, () => reluctant(server, room)))
  const timer = setInterval(() => {
    if (bytesPerSecond > 0) for (const socket of sockets) socket.read(bytesPerSecond)
  }, 1_000)
  return () => {
    clearInterval(timer)
    for (const socket of sockets) socket.destroy()
  }
}

async function good(server: ParleyServer, room: string): Promise<() => void> {
  const sockets = await Promise.all(Array.from({ length: STUCK }, () => reluctant(server, room)))
  for (const socket of sockets)
    socket
      .removeAllListeners('readable')
      .on('data', () => undefined)
      .resume()
  const timer = setInterval(() => {
    for (const socket of sockets) socket.write(PONG)
  }, 2_000)
  return () => {
    clearInterval(timer)
    for (const socket of sockets) socket.destroy()
  }
}

/** Masked, and empty. */
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0])

/** Attaches, and from then on reads nothing by itself. */
async function reluctant({ port, token }: ParleyServer, room: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(
    `GET /channel HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${btoa('0123456789abcdef')}\r\n` +
      `Sec-WebSocket-Protocol: parley.v1\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  )
  let heard = ''
  const hears = async (text: string) => {
    while (!heard.includes(text)) {
      await new Promise((resolve) => socket.once('readable', resolve))
      heard += String(socket.read() ?? '')
    }
  }
  await hears('"hello"')
  const payload = Buffer.from(JSON.stringify({ type: 'attach', ref: '1', room, after: 2 }))
  // Masked with zeros.
  socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]))
  await hears('"attached"')
  return socket
}

async function noisy(server: ParleyServer, room: string): Promise<() => void> {
  const dismiss = await good(server, room)
  const sockets = await Promise.all(Array.from({ length: 20 }, () => open(server)))
  for (const socket of sockets) socket.send(JSON.stringify({ type: 'attach', ref: '1', room, after: 2 }))
  let on = false
  const timer = setInterval(() => {
    on = !on
    const frame = JSON.stringify({ type: 'signal', room, signal: { type: 'typing', on } })
    for (const socket of sockets) for (let count = 0; count < 4; count += 1) socket.send(frame)
  }, 10)
  return () => {
    clearInterval(timer)
    dismiss()
    for (const socket of sockets) socket.terminate()
  }
}
