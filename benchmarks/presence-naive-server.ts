import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'

/**
 * Presence as one writes it first: whoever enters gets the list, and each join and each leave is a `send` to
 * each member who is there.
 */
const room = new Map<WebSocket, string>()
const server: WebSocketServer = new WebSocketServer(
  { port: 0, host: '127.0.0.1', perMessageDeflate: false },
  () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`),
)

server.on('connection', (socket) => {
  socket.send('{"type":"hello"}')
  socket.on('message', (data) => {
    const { member } = JSON.parse(String(data)) as { member: string }
    room.set(socket, member)
    socket.send(JSON.stringify({ type: 'presence', joined: [...room.values()], left: [] }))
    tell(socket, { joined: [member], left: [] })
  })
  socket.on('close', () => {
    const member = room.get(socket)
    room.delete(socket)
    tell(socket, { joined: [], left: [member] })
  })
})

function tell(about: WebSocket, what: object): void {
  const message = JSON.stringify({ type: 'presence', ...what })
  for (const socket of room.keys()) if (socket !== about) socket.send(message)
}
