import type { Delay } from '../delay.ts'
import type { Provider } from '../providers.ts'
import { rehearsalModel } from './model.ts'

export const REHEARSAL = 'rehearsal'

/** Between two pieces of a streamed line: quick, but visible as a stream. */
const DELTA_MS = 25

export type RehearsalSettings = {
  /** The same seed and prompt give the same words. [M2] */
  readonly seed: string
  readonly deltaMs?: number | undefined
  readonly delay?: Delay | undefined
}

/** The model that needs no key and no network. It only ever improvises. [M2] */
export function rehearsalProvider({ seed, deltaMs = DELTA_MS, delay }: RehearsalSettings): Provider {
  return {
    id: REHEARSAL,
    name: 'The rehearsal model',
    defaultModel: 'improv',
    rehearsal: true,
    hasKey: false,
    languageModel: (modelId, pace) =>
      rehearsalModel({ modelId, seed, delay, deltaMs: pace === 'instant' ? 0 : deltaMs }),
  }
}
