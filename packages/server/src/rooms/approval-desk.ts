import type { MemberId, RoomEvent } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { Verdict } from '../tools/converse.ts'

/** How long people have to approve a call. [S5] */
export const APPROVAL_MS = 10 * 60_000

type Given = RoomEvent<'approval-given'>['data']['decision']

/** Where the calls of one turn wait for people; it hears what they say from the log. [S5] */
export class ApprovalDesk {
  readonly #clock: Pick<Clock, 'now' | 'after'>
  readonly #given = new Map<string, Map<MemberId, Given>>()
  #look: (() => void)[] = []

  constructor(clock: Pick<Clock, 'now' | 'after'>) {
    this.#clock = clock
  }

  /** Whoever approved may still decline; whoever declined cannot take it back. */
  hear({ by, data }: RoomEvent<'approval-given'>): void {
    const given = this.#given.get(data.call) ?? new Map<MemberId, Given>()
    if (given.get(by) !== 'decline') given.set(by, data.decision)
    this.#given.set(data.call, given)
    for (const look of this.#look.splice(0)) look()
  }

  now(): number {
    return this.#clock.now()
  }

  /** Rejects with the signal's reason. */
  async wait(
    call: string,
    { needed, expiresAt }: { needed: number; expiresAt: number },
    signal: AbortSignal,
  ): Promise<Verdict> {
    for (;;) {
      signal.throwIfAborted()
      const given = [...(this.#given.get(call)?.values() ?? [])]
      if (given.includes('decline')) return 'declined'
      if (given.length >= needed) return 'approved'
      const leftMs = expiresAt - this.#clock.now()
      if (leftMs <= 0) return 'expired'
      await new Promise<void>((resolve) => {
        const cancel = this.#clock.after(leftMs, () => done())
        const done = () => {
          cancel()
          signal.removeEventListener('abort', done)
          resolve()
        }
        signal.addEventListener('abort', done, { once: true })
        this.#look.push(done)
      })
    }
  }
}
