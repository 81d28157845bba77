import { LIMITS, SUBPROTOCOL, utf8Bytes } from '@parley/protocol'
import { createParser } from 'eventsource-parser'
import { CUT_OFF } from './line.ts'
import type { Line, LineListener } from './line.ts'

export type StreamSurroundings = {
  url: string
  token: string | undefined
  fetch: typeof globalThis.fetch
}

/** Where a socket would be closed with a code, a request is answered with a status. */
const CODES: Partial<Record<number, number>> = { 401: 4401, 426: 4400 }

/**
 * A line of an event stream, for what the server says, and requests, for what the client does. [C8]
 *
 * There is one request at a time, so that frames arrive in the order in which they were sent; those that come
 * up meanwhile share the next one. Each beat of the server is answered, with nothing if need be.
 */
export class StreamLine implements Line {
  readonly #around: StreamSurroundings
  readonly #listener: LineListener
  readonly #ended = new AbortController()
  /** What the server calls this line; told in its greeting. */
  #connection: string | undefined
  #waiting: string[] = []
  #mustAnswer = false
  #isPosting = false

  constructor(around: StreamSurroundings, listener: LineListener) {
    this.#around = around
    this.#listener = listener
    void this.#listen()
  }

  send(frame: string): boolean {
    if (this.#connection === undefined || this.#ended.signal.aborted) return false
    this.#waiting.push(frame)
    // What is sent at the same moment leaves together.
    queueMicrotask(() => void this.#post())
    return true
  }

  close(): void {
    this.#ended.abort()
  }

  async #listen(): Promise<void> {
    try {
      const response = await this.#request(`/api/stream?version=${SUBPROTOCOL}`, {
        headers: { accept: 'text/event-stream' },
      })
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true
      if (!response.ok || !isStream || response.body === null) return this.#over(codeOf(response))
      await this.#read(response.body.getReader())
      this.#over(CUT_OFF)
    } catch {
      // Why a network fails is not told apart anywhere: the line is cut.
      this.#over(CUT_OFF)
    }
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder()
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (this.#ended.signal.aborted) return
        if (event === 'close') return this.#over(closeCode(data))
        if (event !== undefined) return
        this.#connection ??= connectionOf(data)
        this.#listener.message(data)
      },
      onComment: () => {
        this.#mustAnswer = true
        void this.#post()
      },
    })
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      parser.feed(decoder.decode(value, { stream: true }))
    }
  }

  async #post(): Promise<void> {
    if (this.#isPosting || this.#connection === undefined) return
    this.#isPosting = true
    try {
      while (!this.#ended.signal.aborted && (this.#mustAnswer || this.#waiting.length > 0)) {
        this.#mustAnswer = false
        const response = await this.#request(`/api/stream/${this.#connection}/frames`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: `[${takeBatch(this.#waiting).join(',')}]`,
        })
        if (!response.ok) this.#over(codeOf(response))
      }
    } catch {
      // Whether the frames arrived nobody knows: the next line sends them again, with their ids.
      this.#over(CUT_OFF)
    } finally {
      this.#isPosting = false
    }
  }

  #request(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    // Taken out of its object, as browsers refuse to fetch in the name of another one.
    const { fetch, token, url } = this.#around
    const headers = token === undefined ? init.headers : { ...init.headers, authorization: `Bearer ${token}` }
    const { signal } = this.#ended
    return fetch(url + path, { ...init, headers, signal, credentials: 'same-origin', cache: 'no-store' })
  }

  #over(code: number): void {
    if (this.#ended.signal.aborted) return
    this.#ended.abort()
    this.#listener.closed(code)
  }
}

/** Takes frames from the front of `waiting`, as many as one request may carry. */
function takeBatch(waiting: string[]): string[] {
  let bytes = 2
  let count = 0
  for (const frame of waiting) {
    bytes += utf8Bytes(frame) + 1
    if (count > 0 && bytes > LIMITS.maxFrameBytes) break
    count += 1
  }
  return waiting.splice(0, count)
}

function codeOf({ status }: Response): number {
  return CODES[status] ?? CUT_OFF
}

/** The name of the connection in a greeting, which comes alone or before other frames. */
function connectionOf(data: string): string | undefined {
  const [hello] = [parse(data)].flat() as ({ connection?: unknown } | null | undefined)[]
  return typeof hello?.connection === 'string' ? hello.connection : undefined
}

function closeCode(data: string): number {
  const code = (parse(data) as { code?: unknown } | null | undefined)?.code
  return typeof code === 'number' ? code : CUT_OFF
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
