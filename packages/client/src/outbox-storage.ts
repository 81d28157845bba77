import type { EventId, MemberId, RoomId } from '@parley/protocol'
import type { OutboxEntry } from './outbox.ts'
import type { PendingMessage } from './parley-client.ts'
import type { TextStorage } from './surroundings.ts'

export type StoredMessage = { room: RoomId; message: PendingMessage }

/**
 * Unsent messages in a storage that several tabs share. Every message has a key of its own, and a key is
 * written and removed by its id alone: a tab never rewrites what another one has put there. [W6]
 */
export class OutboxStorage {
  readonly #storage: TextStorage | undefined
  readonly #prefix: string

  constructor(storage: TextStorage | undefined, principal: MemberId) {
    this.#storage = storage
    this.#prefix = `parley.outbox.${principal}.`
  }

  /** Answers whether it is stored: a storage may be full. The message is sent all the same. */
  put({ room, message }: Pick<OutboxEntry, 'room' | 'message'>): boolean {
    try {
      this.#storage?.setItem(this.#prefix + message.id, JSON.stringify({ room, message }))
      return this.#storage !== undefined
    } catch {
      return false
    }
  }

  remove(id: EventId): void {
    this.#storage?.removeItem(this.#prefix + id)
  }

  has(id: EventId): boolean {
    return this.#storage?.getItem(this.#prefix + id) != null
  }

  /** All messages that any tab has stored, in the order of posting. */
  all(): StoredMessage[] {
    const storage = this.#storage
    if (storage === undefined) return []
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
    return keys
      .filter((key) => key.startsWith(this.#prefix))
      .flatMap((key) => readMessage(storage.getItem(key)) ?? [])
      .toSorted((a, b) => a.message.at - b.message.at || (a.message.id < b.message.id ? -1 : 1))
  }
}

/** What another version or another program may have left under our key is not a message. */
function readMessage(text: string | null): StoredMessage | undefined {
  if (text === null) return undefined
  try {
    const stored: Partial<StoredMessage> | null = JSON.parse(text)
    const message = stored?.message
    const fits =
      typeof stored?.room === 'string' &&
      typeof message?.id === 'string' &&
      typeof message.text === 'string' &&
      typeof message.at === 'number' &&
      (message.state === 'sending' || message.state === 'failed')
    return fits ? (stored as StoredMessage) : undefined
  } catch {
    return undefined
  }
}
