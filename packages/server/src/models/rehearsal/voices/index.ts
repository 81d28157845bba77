import { investor, essayist, merchant } from './business.ts'
import { athlete, chef, designer, host } from './craft.ts'
import { everyone } from './everyone.ts'
import { developer, maker, minimalist, operator, optimist, rocketeer } from './founders.ts'
import { editor, gardener, grandmother, philosopher, scientist } from './thinkers.ts'
import { TONES, type Tone } from './tones.ts'
import type { Voice } from './voice.ts'

export { MOMENTS } from './everyone.ts'
export { everyone }
export type { Tone, Voice }

export const VOICES: readonly Voice[] = [
  rocketeer,
  optimist,
  minimalist,
  operator,
  maker,
  developer,
  chef,
  host,
  designer,
  athlete,
  merchant,
  investor,
  essayist,
  philosopher,
  scientist,
  gardener,
  editor,
  grandmother,
]

const BY_NAME = new Map(
  VOICES.flatMap((voice) => voice.names.map((name) => [name.toLowerCase(), voice] as const)),
)

export type Casting = { readonly voice: Voice; readonly tone: Tone | undefined }

/** The voice for a character: by its name, else by its title, else by its style, else anybody's. */
export function castVoice(name: string, title: string, style: string): Casting {
  const tone = TONES.find(({ fits }) => fits.test(style)) ?? TONES.find(({ fits }) => fits.test(title))
  const known = BY_NAME.get(name.toLowerCase())
  if (known) return { voice: known, tone: undefined }
  const fitting = VOICES.find(({ fits }) => fits.test(title)) ?? VOICES.find(({ fits }) => fits.test(style))
  return { voice: fitting ?? everyone, tone }
}
