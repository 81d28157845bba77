import type { Principal } from './principal.ts'

/** Longest wait that a timer can be set to. */
const MAX_TIMER_MS = 2 ** 31 - 1
const MAX_ENDED = 1_000

/**
 * What lives on a session or a token at this moment: sockets and streams. Revoking one, or its end, ends
 * them at once. [S1, S2]
 */
export class LiveCredentials {
  readonly #now: () => number
  readonly #held = new Map<string, Set<() => void>>()
  /** The latest that were revoked: whoever was being let in at that moment must not stay. */
  readonly #ended = new Set<string>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Calls `end` when the principal's credential is worthless; answers how to stop caring. */
  hold({ credential, expiresAt }: Principal, end: () => void): () => void {
    if (credential === undefined) return () => undefined
    if (this.#ended.has(credential)) queueMicrotask(end)
    const held = this.#held.get(credential) ?? new Set()
    this.#held.set(credential, held.add(end))
    const timer = expiresAt === undefined ? undefined : this.#at(expiresAt, end)
    return () => {
      timer?.stop()
      held.delete(end)
      if (held.size === 0) this.#held.delete(credential)
    }
  }

  revoked(credential: string): void {
    this.#ended.add(credential)
    for (const oldest of this.#ended) {
      if (this.#ended.size <= MAX_ENDED) break
      this.#ended.delete(oldest)
    }
    for (const end of this.#held.get(credential) ?? []) end()
  }

  #at(time: number, end: () => void): { stop: () => void } {
    let timer: NodeJS.Timeout
    const wait = () => {
      const left = time - this.#now()
      if (left <= 0) return end()
      timer = setTimeout(wait, Math.min(left, MAX_TIMER_MS)).unref()
    }
    timer = setTimeout(wait, 0).unref()
    return { stop: () => clearTimeout(timer) }
  }
}
