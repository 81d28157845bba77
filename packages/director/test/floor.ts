import type { MemberId } from '@parley/protocol'
import { hear, SILENT_FLOOR } from '../src/floor/index.ts'
import type { FloorContext, Heard } from '../src/floor/index.ts'

export function id(name: string): MemberId {
  return name as MemberId
}

/** A message for the floor; `at` in milliseconds. */
export function say(by: string, text: string, to: readonly string[] = [], at = 0): Heard {
  return { by: id(by), at, text, to: to.map(id) }
}

/** What a floor remembers of these messages and no others. */
export function heardAll(messages: readonly Heard[]): FloorContext {
  return messages.reduce(hear, SILENT_FLOOR)
}
