import type { EventId, MemberId, NewEvent, RoomId } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import type { Log } from '../packages/server/src/log/log.ts'

export type TokenStream = { agents: number; perSecond: number; seconds: number }

/** Between the tokens of a text and their time of birth. */
export const BORN = '@'

/** Milliseconds since the epoch with fractions, the same for all processes of a machine. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now()
}

/**
 * Agents stream into one room at the same time, as turn runners do, with an append for every token. A
 * token is its time of birth, so that whoever gets it knows how old it is.
 */
export async function streamTokens(
  log: Log,
  room: RoomId,
  { agents, perSecond, seconds }: TokenStream,
): Promise<void> {
  const run = randomUUID().slice(0, 8)
  const append = (...events: [NewEvent, ...NewEvent[]]) =>
    log.append({ room, events, at: Date.now(), fingerprint: 'tokens' })
  const speak = async (agent: number) => {
    const by = `a_${agent}` as MemberId
    const message = `${run}-${agent}` as EventId
    await append({ type: 'message-started', id: message, by, data: {} })
    let text = ''
    const tokens: Promise<unknown>[] = []
    // They do not all speak at the same moment.
    const begun = performance.now() + (agent * 1_000) / perSecond / agents
    for (let token = 0; token < perSecond * seconds; token += 1) {
      await until(begun + (token * 1_000) / perSecond)
      const born = `${BORN}${preciseNow().toFixed(2)}`
      text += born
      const data = { message, text: born }
      tokens.push(append({ type: 'message-appended', id: `${message}-${token}` as EventId, by, data }))
    }
    await Promise.all(tokens)
    const data = { message, text, status: 'complete' } as const
    await append({ type: 'message-finished', id: `${message}-end` as EventId, by, data })
  }
  await Promise.all(Array.from({ length: agents }, (_, agent) => speak(agent)))
}

function until(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, time - performance.now())))
}
