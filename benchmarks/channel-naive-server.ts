import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'

/** The server that one writes first: each message is a `send` to each socket of its room, and is kept nowhere. */
const rooms = new Map<string, Set<WebSocket>>()
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
let seq = 0

server.on('connection', (socket) => {
  socket.send('["hello"]')
  socket.on('message', (data) => {
    const [type, room, id, text] = JSON.parse(String(data)) as string[]
    if (type === 'enter') {
      rooms.set(String(room), (rooms.get(String(room)) ?? new Set()).add(socket))
      socket.send('["entered"]')
      return
    }
    seq += 1
    const event = { room, seq, id, at: Date.now(), by: 'p_somebody', type: 'message-posted', data: { text } }
    const message = JSON.stringify(event)
    for (const subscriber of rooms.get(String(room)) ?? []) subscriber.send(message)
    socket.send(`["posted",${seq}]`)
  })
})

server.on('listening', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
