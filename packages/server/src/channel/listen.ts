import { CLOSE_CODES, LIMITS, SUBPROTOCOL, wireError } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { TOKEN_SUBPROTOCOL } from '../authority/authenticate.ts'
import type { Principal } from '../authority/principal.ts'
import type { Office } from '../commands/context.ts'
import type { Report } from '../report.ts'
import { realClock } from '../clock.ts'
import { Heartbeat } from '../presence/heartbeat.ts'
import type { Pulse } from '../presence/heartbeat.ts'
import { Connection } from './connection.ts'
import type { Hub } from './hub.ts'
import { Outlet } from './outlet.ts'
import type { ConnectionLimits } from './token-bucket.ts'

export const CHANNEL_PATH = '/channel'

/** Takes WebSockets on `/channel` of an HTTP server; `close` ends them with "going away". [C8] */
export function listen(
  server: Server,
  office: Office,
  hub: Hub,
  report: Report,
  limits?: ConnectionLimits,
): { close: () => void } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.maxFrameBytes,
    // `Outlet` relies on it.
    perMessageDeflate: false,
    // Answered below, as long as the answers are read.
    autoPong: false,
    handleProtocols: chooseProtocol,
  })
  const heartbeat = new Heartbeat(realClock)

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
          watch(heartbeat, socket, stream)
          const outlet = new Outlet(socket, stream)
          socket.on('ping', (data) => outlet.isBehind || socket.pong(data))
          const connection = new Connection(outlet, principal, office, hub, report, limits)
          socket.on('message', (data, isBinary) => void connection.receive(data, isBinary))
          socket.on('close', () => connection.close())
          socket.on(
            'close',
            office.authority.live.hold(principal, () => sendAway(socket, 4401)),
          )
          connection.start(randomUUID())
        }),
      (error: unknown) => {
        report('a socket could not be admitted', { error })
        refuse(stream, '503 Service Unavailable')
      },
    )
  })

  return {
    close: () => {
      heartbeat.close()
      for (const socket of sockets.clients) socket.close(1001, 'going-away')
      sockets.close()
    },
  }
}

/** Ends the socket when nobody is at its other end any more. */
function watch(heartbeat: Heartbeat, socket: WebSocket, stream: Duplex): void {
  const pulse: Pulse = {
    get backlog() {
      return stream.writableLength
    },
    ping: () => socket.ping(),
    terminate: () => socket.terminate(),
  }
  heartbeat.add(pulse)
  socket.on('pong', () => heartbeat.heard(pulse))
  socket.on('message', () => heartbeat.heard(pulse))
  socket.on('close', () => heartbeat.remove(pulse))
}

/** Another version is accepted as well: without that its client would never see why it is sent away. */
function chooseProtocol(offered: Set<string>): string | false {
  if (offered.has(SUBPROTOCOL)) return SUBPROTOCOL
  return [...offered].find((name) => !name.startsWith(TOKEN_SUBPROTOCOL)) ?? false
}

async function admit({ headers }: IncomingMessage, office: Office): Promise<Principal | undefined> {
  return office.authority.principal(headers)
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
