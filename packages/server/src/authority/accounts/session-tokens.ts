import { digest } from '../secret.ts'

/** Begins what is kept of a session's token; no cookie is let through whose token begins so. */
const KEPT = 'sha256:'
const MAX_KNOWN = 1_000

/**
 * Of a session's token the store has only a digest. [S4] The library compares and sets tokens, so a token
 * that somebody has just shown is put back into the session that it opens.
 */
export class SessionTokens {
  readonly #known = new Map<string, string>()

  /** What is stored of a token, or compared with what is stored. */
  keep(token: string): string {
    if (token.startsWith(KEPT)) return token
    const kept = KEPT + digest(token)
    this.#known.delete(kept)
    this.#known.set(kept, token)
    const [oldest] = this.#known.keys()
    if (this.#known.size > MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest)
    return kept
  }

  /** The token, where it is known; else what is stored of it. */
  show(kept: string): string {
    return this.#known.get(kept) ?? kept
  }
}
