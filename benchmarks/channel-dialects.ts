import { randomUUID } from 'node:crypto'
import { frameOf, frameTemplate } from './channel-socket.ts'
import type { Endpoint, LeanSocket } from './channel-socket.ts'

const TEXT = 'Two hundred bytes of what people say to each other in a room. '.repeat(4).slice(0, 200)
const NUMBER = '0000000000'

type Count = (bytes: Buffer, start: number, end: number, socket: LeanSocket) => number

/** How a load process speaks to a kind of server; nothing is parsed that need not be. */
export type Dialect = {
  endpoint: (server: { port: number; token: string }) => Endpoint
  /** Resolves when the connection may be used. */
  greet: (socket: LeanSocket) => Promise<void>
  /** Greets, then resolves when everything posted in the room from now on is delivered. */
  enter: (socket: LeanSocket, room: string) => Promise<void>
  /** Makes the posts of a writer. */
  post: (room: string, writer: number) => (number: number) => Buffer
  acksIn: Count
  /** Of the frames to a subscriber: how many messages this one delivers. */
  deliveriesIn: Count
}

const parley: Dialect = {
  endpoint: ({ port, token }) => ({
    port,
    path: '/channel',
    headers: { Authorization: `Bearer ${token}`, 'Sec-WebSocket-Protocol': 'parley.v1' },
    greeting: '{"type":"hello"',
  }),
  greet: async () => undefined,
  enter: async (socket, room) => {
    const attached = socket.hears('{"type":"attached"')
    socket.send(frameOf(JSON.stringify({ type: 'attach', ref: '1', room, tail: 0 })))
    await attached
  },
  post: (room, writer) => {
    const id = `${randomUUID().slice(0, 8)}-${writer}-${NUMBER}`
    return frameTemplate(
      JSON.stringify({ type: 'command', id, room, command: { type: 'post-message', text: TEXT } }),
      NUMBER,
    )
  },
  acksIn: (bytes, start, end) => {
    const text = bytes.toString('latin1', start, end)
    if (text.includes('"type":"error"')) throw new Error(`the server answered ${text}`)
    return text.split('"type":"ack"').length - 1
  },
  deliveriesIn: (bytes, start, end) => {
    const span = eventsSpan(bytes.toString('latin1', start, end))
    return span === undefined ? 0 : span.to - span.after
  },
}

/** engine.io 4: `0` open, `2` ping, `3` pong; socket.io 5 in its `4` messages: `0` connect, `2` event, `3` ack. */
const socketIo: Dialect = {
  endpoint: ({ port }) => ({
    port,
    path: '/socket.io/?EIO=4&transport=websocket',
    headers: {},
    greeting: '0{',
  }),
  greet: async (socket) => {
    const connected = socket.hears('40')
    socket.send(frameOf('40'))
    await connected
  },
  enter: async (socket, room) => {
    await socketIo.greet(socket)
    const entered = socket.hears('430')
    socket.send(frameOf(`420${JSON.stringify(['enter', room])}`))
    await entered
  },
  post: (room, writer) => {
    const id = `${randomUUID().slice(0, 8)}-${writer}-${NUMBER}`
    return frameTemplate(`421${JSON.stringify(['post', room, id, TEXT])}`, NUMBER)
  },
  acksIn: (bytes, start, _end, socket) => countPackets(bytes, start, 0x33, socket),
  deliveriesIn: (bytes, start, _end, socket) => countPackets(bytes, start, 0x32, socket),
}

/** Of `channel-naive-server.ts`: an array each, whose first element says what it is. */
const naive: Dialect = {
  endpoint: ({ port }) => ({ port, path: '/', headers: {}, greeting: '["hello"' }),
  greet: async () => undefined,
  enter: async (socket, room) => {
    const entered = socket.hears('["entered"')
    socket.send(frameOf(JSON.stringify(['enter', room])))
    await entered
  },
  post: (room, writer) => {
    const id = `${randomUUID().slice(0, 8)}-${writer}-${NUMBER}`
    return frameTemplate(JSON.stringify(['post', room, id, TEXT]), NUMBER)
  },
  acksIn: (bytes, start) => (bytes[start + 2] === 0x70 ? 1 : 0),
  deliveriesIn: (bytes, start) => (bytes[start] === 0x7b ? 1 : 0),
}

export const DIALECTS = { parley, socketIo, naive }

/** What an `events` frame of Parley covers, from its beginning; undefined for other frames. */
export function eventsSpan(text: string): { after: number; to: number } | undefined {
  const [, after, to] = /^{"type":"events",[^{]*"after":(\d+),"to":(\d+)/.exec(text) ?? []
  return after === undefined ? undefined : { after: Number(after), to: Number(to) }
}

function countPackets(bytes: Buffer, start: number, type: number, socket: LeanSocket): number {
  if (bytes[start] === 0x32) socket.send(frameOf('3'))
  return bytes[start] === 0x34 && bytes[start + 1] === type ? 1 : 0
}
