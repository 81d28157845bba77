import type { ClientFrame, ServerFrame } from '@parley/protocol'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { TestServer, TestSession } from './test-server.ts'

/** Frames of a `TestServer` as server-sent events and requests, as PROTOCOL.md has them. */
export class StreamEndpoint {
  /** How many frames came in each request. */
  readonly batches: number[] = []
  readonly #server: TestServer
  readonly #streams = new Map<string, { session: TestSession; response: ServerResponse }>()
  #count = 0

  constructor(server: TestServer) {
    this.#server = server
  }

  /** Answers whether the request was one of these. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const { pathname } = new URL(request.url ?? '/', 'http://server.test')
    if (pathname === '/api/stream') {
      this.#open(response)
      return true
    }
    const id = /^\/api\/stream\/([^/]+)\/frames$/.exec(pathname)?.[1]
    if (id === undefined) return false
    void this.#receive(id, request, response)
    return true
  }

  /** A beat on every stream, which its client has to answer. */
  beat(): void {
    for (const { response } of this.#streams.values()) response.write(':\n\n')
  }

  /** Ends all streams: with a code as a server that says why, without as a broken network. */
  end(code?: number): void {
    for (const { response } of this.#streams.values()) {
      if (code === undefined) response.destroy()
      else response.end(`event: close\ndata: {"code":${code},"name":"test"}\n\n`)
    }
  }

  #open(response: ServerResponse): void {
    const id = `stream-${(this.#count += 1)}`
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    const session = this.#server.connect((frame: ServerFrame) => {
      const named = frame.type === 'hello' ? { ...frame, connection: id } : frame
      response.write(`data: ${JSON.stringify(named)}\n\n`)
    })
    this.#streams.set(id, { session, response })
    response.on('close', () => {
      this.#streams.delete(id)
      session.end()
    })
  }

  async #receive(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const frames = JSON.parse(await text(request)) as ClientFrame[]
    this.batches.push(frames.length)
    const stream = this.#streams.get(id)
    for (const frame of frames) stream?.session.receive(frame)
    response.writeHead(stream === undefined ? 404 : 204).end()
  }
}
