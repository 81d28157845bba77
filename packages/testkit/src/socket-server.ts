import { SUBPROTOCOL } from '@parley/protocol'
import type { ClientFrame } from '@parley/protocol'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { StreamEndpoint } from './stream-endpoint.ts'
import type { TestServer } from './test-server.ts'

export type SocketServer = {
  url: string
  /** Subprotocols that each connection offered. */
  offered: string[][]
  /** The same by event streams and requests. */
  streams: StreamEndpoint
  /** Closes all connections; with no code, as a broken network would. */
  cut(code?: number): void
  /** While this is true, connections are refused. */
  isDown: boolean
  close(): Promise<void>
}

/** Puts a `TestServer` behind real HTTP and a real WebSocket, on a free port. */
export async function serveOnSocket(server: TestServer): Promise<SocketServer> {
  const streams = new StreamEndpoint(server)
  const http = createServer((request, response) => {
    if (served.isDown) return request.destroy()
    if (streams.handle(request, response)) return
    const { status, body } = server.get(request.url ?? '/')
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  const sockets = new WebSocketServer({
    server: http,
    path: '/channel',
    verifyClient: () => !served.isDown,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  })
  const served: SocketServer = {
    url: '',
    offered: [],
    streams,
    isDown: false,
    cut: (code) => {
      for (const socket of sockets.clients) {
        if (code === undefined) socket.terminate()
        else socket.close(code)
      }
    },
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
  sockets.on('connection', (socket, request) => {
    const protocols = request.headers['sec-websocket-protocol'] ?? ''
    served.offered.push(protocols.split(',').map((name) => name.trim()))
    const session = server.connect((frame) => socket.send(JSON.stringify(frame)))
    socket.on('message', (data) => session.receive(JSON.parse(String(data)) as ClientFrame))
    socket.on('close', () => session.end())
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  served.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  return served
}
