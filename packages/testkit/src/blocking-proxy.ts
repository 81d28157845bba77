import { createServer, request } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export type BlockingProxy = {
  url: string
  /**
   * What becomes of WebSockets: `refuse` answers the upgrade with 403, `swallow` accepts it and then passes
   * nothing on, `pass` lets them through.
   */
  upgrades: 'refuse' | 'swallow' | 'pass'
  /** Upgrades that were asked for. */
  attempts: number
  /** Breaks every connection that is open. */
  cut(): void
  close(): Promise<void>
}

/** An HTTP proxy in front of `target` that treats WebSockets as badly as those of some offices do. */
export async function openBlockingProxy(target: string): Promise<BlockingProxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  const http = createServer((incoming, outgoing) => forward(incoming, outgoing, { hostname, port }))
  const proxy: BlockingProxy = {
    url: '',
    upgrades: 'refuse',
    attempts: 0,
    cut: () => sockets.forEach((socket) => socket.destroy()),
    close: async () => {
      proxy.cut()
      await new Promise((resolve) => http.close(resolve))
    },
  }
  http.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  http.on('upgrade', (incoming, stream, head) => {
    proxy.attempts += 1
    stream.on('error', () => stream.destroy())
    if (proxy.upgrades === 'refuse') {
      stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    tunnel(incoming, stream, head, { hostname, port: Number(port) }, proxy.upgrades === 'swallow')
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  proxy.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  return proxy
}

function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  target: { hostname: string; port: string },
): void {
  const { method, url, headers } = incoming
  const onward = request({ ...target, method, path: url, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    outgoing.flushHeaders()
    answer.pipe(outgoing)
    answer.on('error', () => outgoing.destroy())
  })
  onward.on('error', () => outgoing.destroy())
  outgoing.on('close', () => onward.destroy())
  incoming.pipe(onward)
}

function tunnel(
  incoming: IncomingMessage,
  stream: Duplex,
  head: Buffer,
  target: { hostname: string; port: number },
  isSwallowing: boolean,
): void {
  const onward = connect(target.port, target.hostname, () => {
    const headers = incoming.rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [`${name}: ${incoming.rawHeaders[index + 1]}`] : [],
    )
    onward.write(`GET ${incoming.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`)
    onward.write(head)
    if (!isSwallowing) stream.pipe(onward)
  })
  onward.on('error', () => stream.destroy())
  onward.on('close', () => stream.destroy())
  stream.on('close', () => onward.destroy())
  // Of what the server says a swallowing proxy passes on the answer to the upgrade, and then nothing more.
  if (isSwallowing) {
    onward.once('data', (first: Buffer) => {
      stream.write(first.subarray(0, first.indexOf('\r\n\r\n') + 4))
      onward.resume()
    })
  } else onward.pipe(stream)
}
