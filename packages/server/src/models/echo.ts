import type { CastMember } from '../context/index.ts'

/** What models wrap a name in when they copy the form of a chat log. */
const OPENERS = ['**', '__', '[', '<', '"', '*', '']
const CLOSERS = ['**', '__', ']', '>', '"', '*', '']

/** Every spelling of "Name:" that may stand before the words of `speaker`. */
function echoesOf(speaker: CastMember): string[] {
  const names = new Set([speaker.label, speaker.key, speaker.label.split(' ')[0] ?? speaker.label])
  const echoes: string[] = []
  for (const name of names) {
    for (const [index, opener] of OPENERS.entries()) {
      const closer = CLOSERS[index] ?? ''
      echoes.push(`${opener}${name}${closer}:`)
      if (opener === '**' || opener === '*') echoes.push(`${opener}${name}:${closer}`)
    }
  }
  return echoes.map((echo) => echo.toLowerCase())
}

/** Removes a leading "Name:" of the speaker itself; anything else stays as it is. [M5] */
export function stripEcho(text: string, speaker: CastMember): string {
  const start = text.trimStart()
  const lower = start.toLowerCase()
  const longest = echoesOf(speaker)
    .filter((echo) => lower.startsWith(echo))
    .reduce((best, echo) => Math.max(best, echo.length), 0)
  return start.slice(longest).trimStart()
}

/**
 * `stripEcho` for a stream: `push` holds the beginning back only for as long as it may still turn
 * out to be the name, so that the first words appear as early as they can. [M4, M5]
 */
export class EchoFilter {
  readonly #speaker: CastMember
  readonly #echoes: readonly string[]
  #held = ''
  #open = false

  constructor(speaker: CastMember) {
    this.#speaker = speaker
    this.#echoes = echoesOf(speaker)
  }

  /** The part of the text so far that may be shown and was not yet. */
  push(delta: string): string {
    if (this.#open) return delta
    this.#held += delta
    const start = this.#held.trimStart().toLowerCase()
    const undecided =
      start === '' || this.#echoes.some((echo) => echo.startsWith(start) || isOnlyEcho(start, echo))
    return undecided ? '' : this.#release()
  }

  /** What was still held when the stream ended. */
  end(): string {
    return this.#open ? '' : this.#release()
  }

  #release(): string {
    this.#open = true
    return stripEcho(this.#held, this.#speaker)
  }
}

function isOnlyEcho(start: string, echo: string): boolean {
  return start.trimEnd() === echo
}
