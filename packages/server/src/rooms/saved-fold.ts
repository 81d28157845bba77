import { STATE_VERSION } from '@parley/director'
import type { DirectorState } from '@parley/director'

/** A director's state as it is saved, so that a later start need not read the log from its first event. [D15] */
export function writeFold(state: DirectorState): string {
  return JSON.stringify({ version: STATE_VERSION, state } satisfies SavedFold)
}

/** What `writeFold` wrote; undefined where another version did, which meant something else by its words. */
export function readFold(text: string): DirectorState | undefined {
  const { version, state } = JSON.parse(text) as Partial<SavedFold>
  return version === STATE_VERSION ? state : undefined
}

type SavedFold = { version: number; state: DirectorState }
