import { CLOSE_CODES } from '@parley/protocol'
import type { LineMemory } from './line-memory.ts'
import { CUT_OFF } from './line.ts'
import type { Line, LineListener, OpenLine } from './line.ts'

export type Lines = { socket: OpenLine; stream: OpenLine; memory: LineMemory }
type Kind = 'socket' | 'stream'

/** A socket that says nothing for this long is taken to be swallowed by something in between. */
export const SOCKET_PATIENCE_MS = 4_000
/** On a stream the socket is tried again after this long, then after twice as long, and so on. */
export const FIRST_PROBE_MS = 60_000
export const LONGEST_PROBE_MS = 30 * 60_000

/**
 * A line that is a WebSocket where one can be had, else a stream. [C8]
 *
 *     socket ──── ends or is silent before its first message ────▶ stream
 *       ▲                                                            │
 *       └───────── a probe, from time to time, was greeted ──────────┘
 *
 * What is known to be blocked goes second. When both fail the line has ended. A change back to the socket
 * shows to the listener as one more greeting.
 */
export class ChosenLine implements Line {
  readonly #lines: Lines
  readonly #listener: LineListener
  #line: Line | undefined
  #probe: Line | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Lines before this one are not listened to any more. */
  #attempt = 0
  #probePauseMs = FIRST_PROBE_MS

  constructor(lines: Lines, listener: LineListener) {
    this.#lines = lines
    this.#listener = listener
    if (lines.memory.prefersStream) this.#open('stream', 'socket')
    else this.#open('socket', 'stream')
  }

  send(frame: string): boolean {
    return this.#line?.send(frame) === true
  }

  close(): void {
    this.#attempt += 1
    clearTimeout(this.#timer)
    this.#line?.close()
    this.#endProbe()
  }

  #open(kind: Kind, other?: Kind): void {
    const attempt = (this.#attempt += 1)
    let isGreeted = false
    const failed = (code: number) => {
      clearTimeout(this.#timer)
      const mayGoOn = kind === 'stream' || this.#lines.memory.socketFailed()
      if (other !== undefined && mayGoOn) this.#open(other)
      else this.#listener.closed(code)
    }
    const line = this.#lines[kind]({
      message: (data) => {
        if (attempt !== this.#attempt) return
        if (!isGreeted) this.#greeted(kind)
        isGreeted = true
        this.#listener.message(data)
      },
      closed: (code) => {
        if (attempt !== this.#attempt) return
        if (!isGreeted && !forbidsReturn(code)) return failed(code)
        clearTimeout(this.#timer)
        this.#endProbe()
        this.#listener.closed(code)
      },
    })
    this.#line = line
    if (kind === 'stream') return
    this.#timer = setTimeout(() => {
      line.close()
      failed(CUT_OFF)
    }, SOCKET_PATIENCE_MS)
  }

  #greeted(kind: Kind): void {
    clearTimeout(this.#timer)
    if (kind === 'socket') return this.#lines.memory.socketWorked()
    this.#lines.memory.streamWorked()
    this.#probeLater()
  }

  #probeLater(): void {
    this.#timer = setTimeout(() => this.#probeSocket(), this.#probePauseMs)
    this.#probePauseMs = Math.min(LONGEST_PROBE_MS, this.#probePauseMs * 2)
  }

  /** The stream goes on until the socket is greeted; then the socket is the line. */
  #probeSocket(): void {
    let isGreeted = false
    const giveUp = () => {
      if (this.#probe !== probe) return
      clearTimeout(this.#timer)
      this.#endProbe()
      this.#probeLater()
    }
    const probe = this.#lines.socket({
      message: (data) => {
        if (!isGreeted) this.#changeTo(probe)
        isGreeted = true
        this.#listener.message(data)
      },
      closed: (code) => (isGreeted ? this.#listener.closed(code) : giveUp()),
    })
    this.#probe = probe
    this.#timer = setTimeout(giveUp, SOCKET_PATIENCE_MS)
  }

  #endProbe(): void {
    this.#probe?.close()
    this.#probe = undefined
  }

  #changeTo(socket: Line): void {
    clearTimeout(this.#timer)
    this.#attempt += 1
    this.#line?.close()
    this.#line = socket
    this.#probe = undefined
    this.#lines.memory.socketWorked()
  }
}

function forbidsReturn(code: number): boolean {
  const known: Partial<Record<number, { reconnect: boolean }>> = CLOSE_CODES
  return known[code]?.reconnect === false
}
