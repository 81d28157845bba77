import type { MemberId } from '@parley/protocol'
import type { Principal } from '../authority/principal.ts'
import { TokenBucket } from '../channel/token-bucket.ts'
import type { Rate } from '../channel/token-bucket.ts'
import { Refusal } from '../refusal.ts'

/** Holds each principal to a rate, for requests that cost more than others. [S3] */
export class PrincipalRate {
  readonly #rate: Rate
  readonly #now: () => number
  readonly #buckets = new Map<MemberId, TokenBucket>()

  constructor(rate: Rate, now: () => number) {
    this.#rate = rate
    this.#now = now
  }

  /** @throws Refusal `rate-limited` */
  take({ id }: Principal): void {
    const bucket = this.#buckets.get(id) ?? new TokenBucket(this.#rate)
    this.#buckets.set(id, bucket)
    const retryAfterMs = bucket.take(this.#now())
    if (retryAfterMs > 0) throw new Refusal('rate-limited', undefined, { retryAfterMs })
  }
}
