import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { isIPv6 } from 'node:net'
import { TokenBucket } from '../channel/token-bucket.ts'
import type { Rate } from '../channel/token-bucket.ts'
import { Refusal } from '../refusal.ts'

/** Addresses that are remembered; the one that was silent longest is forgotten first. */
const MAX_ADDRESSES = 10_000

/** Holds each address to a rate, for what needs nobody to be signed in. [S3] */
export class AddressLimit {
  readonly #rate: Rate
  readonly #now: () => number
  readonly #buckets = new Map<string, TokenBucket>()

  constructor(rate: Rate, now: () => number) {
    this.#rate = rate
    this.#now = now
  }

  /** @throws Refusal `rate-limited` */
  take(address: string): void {
    const key = networkOf(address)
    const bucket = this.#buckets.get(key) ?? new TokenBucket(this.#rate)
    this.#buckets.delete(key)
    this.#buckets.set(key, bucket)
    for (const silent of this.#buckets.keys()) {
      if (this.#buckets.size <= MAX_ADDRESSES) break
      this.#buckets.delete(silent)
    }
    const retryAfterMs = bucket.take(this.#now())
    if (retryAfterMs > 0) throw new Refusal('rate-limited', undefined, { retryAfterMs })
  }
}

/** Where a request comes from, by its connection: what a header says anybody may write. */
export function addressOf(context: Context): string {
  const { incoming } = context.env as Partial<HttpBindings>
  return incoming?.socket.remoteAddress ?? ''
}

/** Of IPv6 a household has 2⁶⁴ addresses and more: they are one. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address
  const [head = '', tail = ''] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === '' ? [] : tail.split(':')
  const missing = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0')
  return [...groups, ...(address.includes('::') ? missing : []), ...rest].slice(0, 4).join(':')
}
