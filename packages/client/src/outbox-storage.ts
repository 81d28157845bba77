import type { EventId, MemberId, RoomId } from '@parley/protocol'
import { inOrderOfPosting } from './outbox.ts'
import type { OutboxEntry } from './outbox.ts'
import type { PendingMessage } from './parley-client.ts'
import type { TextStorage } from './surroundings.ts'

export type StoredMessage = { room: RoomId; message: PendingMessage }

/**
 * Unsent messages in a storage that several tabs share. Every message has a key of its own, and a key is
 * written and removed by its id alone: a tab never rewrites what another one has put there. [W6]
 */
export class OutboxStorage {
  readonly principal: MemberId
  readonly #storage: TextStorage | undefined
  readonly #prefix: string

  constructor(storage: TextStorage | undefined, principal: MemberId) {
    this.principal = principal
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
    return inOrderOfPosting(
      keys
        .filter((key) => key.startsWith(this.#prefix))
        .flatMap((key) => readMessage(storage.getItem(key)) ?? []),
    )
  }
}

const LAST_PRINCIPAL = 'parley.principal'

/** For whom this storage was used last: for them, presumably, a page that has no connection yet. */
export function lastPrincipal(storage: TextStorage | undefined): MemberId | undefined {
  return (storage?.getItem(LAST_PRINCIPAL) ?? undefined) as MemberId | undefined
}

/** A full storage may forget it: then what is posted before a connection waits for one. */
export function rememberPrincipal(storage: TextStorage | undefined, principal: MemberId): void {
  try {
    storage?.setItem(LAST_PRINCIPAL, principal)
  } catch {
    return
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
