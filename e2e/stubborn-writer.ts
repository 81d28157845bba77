import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'

/**
 * A member that posts one message after another and, whatever happens to the server, sends each
 * again with its first id until it is acknowledged. [C3]
 */
export class StubbornWriter {
  /** Ids that the server has acknowledged, with their texts. */
  readonly acknowledged = new Map<string, string>()
  readonly #room: string
  readonly #token: string
  readonly #pauseMs: number
  #pending: { id: string; text: string } | undefined
  #count = 0
  #stopped = false

  constructor(room: string, token: string, pauseMs = 0) {
    this.#room = room
    this.#token = token
    this.#pauseMs = pauseMs
  }

  /** Writes over one connection until that is lost. */
  connect(url: string): Promise<void> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/channel`, ['parley.v1'], {
      headers: { authorization: `Bearer ${this.#token}` },
    })
    return new Promise((resolve) => {
      socket.on('open', () => this.#send(socket))
      socket.on('message', (data) => {
        for (const frame of [JSON.parse(String(data))].flat()) this.#receive(frame, socket)
      })
      socket.on('error', () => socket.terminate())
      socket.on('close', () => resolve())
    })
  }

  stop(): void {
    this.#stopped = true
  }

  #send(socket: WebSocket): void {
    if (this.#stopped) return socket.close()
    this.#pending ??= { id: randomUUID(), text: `message ${(this.#count += 1)} of ${this.#room}` }
    const { id, text } = this.#pending
    const command = { type: 'post-message', text }
    socket.send(JSON.stringify({ type: 'command', id, room: this.#room, command }))
  }

  #receive(frame: { type: string; id?: string; error?: { code: string } }, socket: WebSocket): void {
    if (this.#pending === undefined || frame.id !== this.#pending.id) return
    if (frame.type === 'error') throw new Error(`refused: ${JSON.stringify(frame.error)}`)
    this.acknowledged.set(this.#pending.id, this.#pending.text)
    this.#pending = undefined
    setTimeout(() => this.#send(socket), this.#pauseMs)
  }
}
