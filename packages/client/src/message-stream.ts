import type { CommandInput, CommandResult, EventId } from '@parley/protocol'
import { newEventId } from './new-id.ts'

/** A message that its author is still writing: every reader sees it grow. [A4, M4] */
export interface MessageStream {
  /** The id that the message has in the room. */
  readonly id: EventId
  /**
   * Adds to the text; resolves when it is durable. The first words leave at once, later ones in chunks, one in
   * 50 ms at most: it may be called for every token without waiting. Throws a `ParleyError`, which `finish`
   * throws too: who does not wait need not catch it here.
   */
  append(text: string): Promise<void>
  /** Ends the message after everything that was added; resolves when that is durable. Throws a `ParleyError`. */
  finish(status?: 'complete' | 'interrupted' | 'failed'): Promise<CommandResult>
}

type Send = (command: CommandInput, id?: EventId) => Promise<CommandResult>

const CHUNK_MS = 50

/** Starts a message at once. Chunks keep their order, as there is never more than one under way. */
export function streamMessage(send: Send, replyTo?: EventId): MessageStream {
  const id = newEventId()
  const pause = new Pause()
  let waiting = ''
  let last = send({ type: 'start-message', ...(replyTo === undefined ? {} : { replyTo }) }, id)
  let next: Promise<CommandResult> | undefined
  last.catch(ignore)

  const sendChunk = async (before: Promise<CommandResult>) => {
    await before
    await pause.over()
    const text = waiting
    waiting = ''
    next = undefined
    return send({ type: 'append-message', message: id, text })
  }
  return {
    id,
    append: (text) => {
      if (text === '') return Promise.resolve()
      waiting += text
      next ??= sendChunk(last)
      last = next
      last.catch(ignore)
      const added = last.then(ignore)
      added.catch(ignore)
      return added
    },
    finish: async (status = 'complete') => {
      pause.end()
      await last
      return send({ type: 'finish-message', message: id, status })
    },
  }
}

/** The time between two chunks; the first one waits for nothing. */
class Pause {
  #until = -Infinity
  #isEnded = false
  #end: () => void = () => undefined

  async over(): Promise<void> {
    const ms = this.#until - performance.now()
    if (ms > 0 && !this.#isEnded) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.#end = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.#until = performance.now() + CHUNK_MS
  }

  /** Nothing waits any more. */
  end(): void {
    this.#isEnded = true
    this.#end()
  }
}

function ignore(): void {
  // Told by `finish`, or to whoever waits.
}
