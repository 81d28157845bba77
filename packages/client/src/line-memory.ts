import type { TextStorage } from './surroundings.ts'

const KEY = 'parley.line'
/** Failures in a row before the stream is tried, where the socket has worked before: more often it is a server that restarts. */
const TRIES_OF_A_KNOWN_SOCKET = 3

/** Which line works here, as far as is known: for this tab's session, reloads included. [C8] */
export class LineMemory {
  readonly #storage: Pick<TextStorage, 'getItem' | 'setItem' | 'removeItem'> | undefined
  #failures = 0
  #socketHasWorked = false
  #prefersStream: boolean

  /** `storage`: what lasts as long as the session, such as `sessionStorage`. */
  constructor(storage?: Pick<TextStorage, 'getItem' | 'setItem' | 'removeItem'>) {
    this.#storage = storage
    this.#prefersStream = storage?.getItem(KEY) === 'stream'
  }

  /** The stream goes first: the socket is known to be blocked. */
  get prefersStream(): boolean {
    return this.#prefersStream
  }

  socketWorked(): void {
    this.#failures = 0
    this.#socketHasWorked = true
    if (!this.#prefersStream) return
    this.#prefersStream = false
    this.#storage?.removeItem(KEY)
  }

  /** Answers whether the stream is worth a try now. */
  socketFailed(): boolean {
    this.#failures += 1
    return this.#failures >= (this.#socketHasWorked ? TRIES_OF_A_KNOWN_SOCKET : 1)
  }

  streamWorked(): void {
    if (this.#prefersStream) return
    this.#prefersStream = true
    try {
      this.#storage?.setItem(KEY, 'stream')
    } catch {
      // A full storage forgets: the next page finds out anew.
    }
  }
}
