import { CLOSE_CODES, LIMITS, SUBPROTOCOL, wireError } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { authenticate, isSameOrigin, TOKEN_SUBPROTOCOL } from '../authority/authenticate.ts'
import type { Principal } from '../authority/principal.ts'
import type { Office } from '../commands/context.ts'
import type { Report } from '../report.ts'
import { Connection } from './connection.ts'
import type { Hub } from './hub.ts'
import { Outlet } from './outlet.ts'

export const CHANNEL_PATH = '/channel'
/** A connection that answers no ping for this long is taken to be dead. */
const HEARTBEAT_MS = 30_000

/** Takes WebSockets on `/channel` of an HTTP server; `close` ends them with "going away". [C8] */
export function listen(server: Server, office: Office, hub: Hub, report: Report): { close: () => void } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.maxFrameBytes,
    // `Outlet` relies on it.
    perMessageDeflate: false,
    handleProtocols: chooseProtocol,
  })
  const awake = new WeakSet<WebSocket>()

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy())
    if (request.url?.split('?', 1)[0] !== CHANNEL_PATH) return refuse(stream, '404 Not Found')
    admit(request, office).then(
      (principal) =>
        sockets.handleUpgrade(request, stream, head, (socket) => {
          // What breaks the WebSocket protocol it answers itself, by closing with the right code.
          socket.on('error', () => undefined)
          if (socket.protocol !== SUBPROTOCOL) return sendAway(socket, 4400)
          if (principal === undefined) return sendAway(socket, 4401)
          awake.add(socket)
          socket.on('pong', () => awake.add(socket))
          const outlet = new Outlet(socket, stream)
          new Connection(outlet, principal, office, hub, report).start(socket, randomUUID())
        }),
      (error: unknown) => {
        report('a socket could not be admitted', { error })
        refuse(stream, '503 Service Unavailable')
      },
    )
  })

  const heartbeat = setInterval(() => {
    for (const socket of sockets.clients) {
      if (awake.delete(socket)) socket.ping()
      else socket.terminate()
    }
  }, HEARTBEAT_MS)

  return {
    close: () => {
      clearInterval(heartbeat)
      for (const socket of sockets.clients) socket.close(1001, 'going-away')
      sockets.close()
    },
  }
}

/** Another version is accepted as well: without that its client would never see why it is sent away. */
function chooseProtocol(offered: Set<string>): string | false {
  if (offered.has(SUBPROTOCOL)) return SUBPROTOCOL
  return [...offered].find((name) => !name.startsWith(TOKEN_SUBPROTOCOL)) ?? false
}

async function admit({ headers }: IncomingMessage, office: Office): Promise<Principal | undefined> {
  if (!isSameOrigin(headers)) return undefined
  return authenticate(office.store.directory, headers, office.now())
}

/** Says why, then closes with the code that has the error's name. */
function sendAway(socket: WebSocket, code: 4400 | 4401): void {
  const { name } = CLOSE_CODES[code]
  socket.send(JSON.stringify({ type: 'error', error: wireError(name) }))
  socket.close(code, name)
}

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
