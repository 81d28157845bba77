import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

/** The socket.io server to compare with: rooms, acknowledgements, and events of the same size, kept nowhere. */
const server = createServer()
const io = new Server(server, { transports: ['websocket'] })
let seq = 0

io.on('connection', (socket) => {
  socket.on('enter', (room: string, entered: () => void) => {
    void socket.join(room)
    entered()
  })
  socket.on('post', (room: string, id: string, text: string, posted: (seq: number) => void) => {
    seq += 1
    io.to(room).emit('event', {
      room,
      seq,
      id,
      at: Date.now(),
      by: 'p_somebody',
      type: 'message-posted',
      data: { text },
    })
    posted(seq)
  })
})

server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
