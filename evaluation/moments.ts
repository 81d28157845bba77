import type { MemberId } from '@parley/protocol'
import { hear, SILENT_FLOOR } from '../packages/director/src/floor/context.ts'
import type { FloorContext, Heard } from '../packages/director/src/floor/context.ts'
import { Nicknames } from './nicknames.ts'
import type { Room } from './rooms.ts'

/** The moment after one message of a transcript: what is known, and what came of it. */
export type Moment = {
  floor: FloorContext
  /** The last messages up to and with the current one, oldest first; at most `CONTEXT_MESSAGES`. */
  heard: readonly Heard[]
  current: MemberId
  /** Who spoke next, other than the author of the current message; undefined: nobody did. */
  next: MemberId | undefined
  /** Who wrote one of the next three messages; undefined near the end, where there are not three. */
  soon: ReadonlySet<MemberId> | undefined
}

/** The longest context that any rule sees as lines. */
export const CONTEXT_MESSAGES = 40
/** "Soon" is within so many messages. */
export const SOON_MESSAGES = 3

/** All moments of a room, in order, each with what had been said until then and nothing else. */
export function* momentsOf(room: Room): Generator<Moment> {
  const messages = listen(room)
  let floor = SILENT_FLOOR
  for (const [index, message] of messages.entries()) {
    floor = hear(floor, message)
    const after = messages.slice(index + 1, index + 1 + SOON_MESSAGES)
    yield {
      floor,
      heard: messages.slice(Math.max(0, index + 1 - CONTEXT_MESSAGES), index + 1),
      current: message.by,
      next: nextOther(messages, index),
      soon: after.length === SOON_MESSAGES ? new Set(after.map(({ by }) => by)) : undefined,
    }
  }
}

function nextOther(messages: readonly Heard[], index: number): MemberId | undefined {
  for (let after = index + 1; after < messages.length; after += 1) {
    if (messages[after]?.by !== messages[index]?.by) return messages[after]?.by
  }
  return undefined
}

/** The messages of a room as the floor hears them: names found, days counted on, time never backwards. */
export function listen(room: Room): Heard[] {
  const names = new Nicknames()
  let day = 0
  let latest = -Infinity
  return room.said.map(({ second, by, text }) => {
    if (second + day < latest - DAY_S / 2) day += DAY_S
    latest = Math.max(latest, second + day)
    const to = names.hear(by, text) as MemberId[]
    return { by: by as MemberId, at: latest * 1000, text, to }
  })
}

const DAY_S = 86_400
