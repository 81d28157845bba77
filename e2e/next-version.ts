import { createServer, request } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** Stands before a server, and from `publish` on gives out a service worker of another version. */
export class NextVersion {
  readonly url: string
  readonly #server: Server
  readonly #port: number
  readonly #sockets = new Set<Duplex>()
  #version: string | undefined

  private constructor(server: Server, port: number) {
    this.#server = server
    this.#port = port
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on('request', (asked: IncomingMessage, answer: ServerResponse) => this.#pass(asked, answer))
    server.on('upgrade', (asked: IncomingMessage, socket: Socket) => this.#join(asked, socket))
  }

  static async before(url: string): Promise<NextVersion> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new NextVersion(server, Number(new URL(url).port))
  }

  publish(version: string): void {
    this.#version = version
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #pass(asked: IncomingMessage, answer: ServerResponse): void {
    const isWorker = asked.url === '/sw.js'
    const headers = { ...asked.headers, ...(isWorker ? { 'accept-encoding': 'identity' } : {}) }
    if (isWorker) delete headers['if-none-match']
    const { method, url } = asked
    const onward = request({ host: '127.0.0.1', port: this.#port, method, path: url, headers }, (given) => {
      if (isWorker) delete given.headers['content-length']
      answer.writeHead(given.statusCode ?? 502, given.headers)
      if (isWorker && this.#version !== undefined) void this.#renamed(given).then((text) => answer.end(text))
      else given.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  }

  async #renamed(given: IncomingMessage): Promise<string> {
    const text = Buffer.concat(await given.toArray()).toString()
    return text.replace(/const VERSION = '\w+'/, `const VERSION = '${this.#version}'`)
  }

  #join(asked: IncomingMessage, socket: Socket): void {
    const onward = connect(this.#port, '127.0.0.1')
    const pairs = asked.rawHeaders.flatMap((name, index, all) =>
      index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : [],
    )
    onward.write([`GET ${asked.url} HTTP/1.1`, ...pairs, '', ''].join('\r\n'))
    for (const end of [socket, onward]) {
      this.#sockets.add(end)
      end.on('error', () => undefined).on('close', () => this.#sockets.delete(end))
    }
    socket.pipe(onward).pipe(socket)
  }
}
