import type { ClientFrame, ServerFrame } from '@parley/protocol'
import { createParser } from 'eventsource-parser'
import type { EventSourceMessage } from 'eventsource-parser'

type FrameOf<Type extends ServerFrame['type']> = Extract<ServerFrame, { type: Type }>

/** A client without a WebSocket that keeps every event in the order in which it came. */
export class StreamClient {
  readonly messages: EventSourceMessage[] = []
  readonly frames: ServerFrame[] = []
  beats = 0
  /** Resolves when the stream has ended, however. */
  readonly ended: Promise<void>
  readonly response: Response
  readonly #url: string
  readonly #headers: Record<string, string>
  readonly #abort: AbortController
  #seen = 0
  #wake: () => void = () => undefined

  private constructor(
    url: string,
    headers: Record<string, string>,
    response: Response,
    abort: AbortController,
  ) {
    this.#url = url
    this.#headers = headers
    this.response = response
    this.#abort = abort
    this.ended = this.#read()
  }

  static async open(url: string, headers: Record<string, string>, query = ''): Promise<StreamClient> {
    const abort = new AbortController()
    const response = await fetch(`${url}/api/stream${query}`, { headers, signal: abort.signal })
    return new StreamClient(url, headers, response, abort)
  }

  /** Sends frames; answers the status. */
  async send(frames: ClientFrame | ClientFrame[], headers = this.#headers): Promise<number> {
    const { connection } = this.frames.find((frame) => frame.type === 'hello') as FrameOf<'hello'>
    const path = `/api/stream/${connection}/frames`
    const response = await fetch(this.#url + path, { method: 'POST', headers, body: JSON.stringify(frames) })
    return response.status
  }

  /** The next frame of this type after those that were waited for already; others are passed over. */
  async next<Type extends ServerFrame['type']>(type: Type): Promise<FrameOf<Type>> {
    for (;;) {
      while (this.#seen < this.frames.length) {
        const frame = this.frames[this.#seen] as ServerFrame
        this.#seen += 1
        if (frame.type === type) return frame as FrameOf<Type>
      }
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  close(): void {
    this.#abort.abort()
  }

  async #read(): Promise<void> {
    const parser = createParser({
      onEvent: (message) => {
        this.messages.push(message)
        if (message.event === undefined) {
          this.frames.push(...[JSON.parse(message.data) as ServerFrame | ServerFrame[]].flat())
        }
        this.#wake()
      },
      onComment: () => (this.beats += 1),
    })
    const text = this.response.body?.pipeThrough(new TextDecoderStream())
    try {
      for await (const chunk of text ?? []) parser.feed(chunk)
    } catch {
      // Cut off, by this side or the other: that it has ended is all there is to know.
    }
  }
}
