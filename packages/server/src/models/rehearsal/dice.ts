/**
 * Random choices without a hidden state: each is a hash of the seed, the prompt and a label, so the
 * same prompt always gets the same words and one choice never shifts another. [M2]
 */
export class Dice {
  readonly #seed: number

  constructor(seed: string) {
    this.#seed = absorb(0x811c9dc5, seed)
  }

  /** From 0 up to, not including, 1. */
  roll(label: string): number {
    return finish(absorb(this.#seed, `\u0000${label}`)) / 0x1_0000_0000
  }

  chance(probability: number, label: string): boolean {
    return this.roll(label) < probability
  }

  /** One of `options`; undefined when there is none. */
  pick<Option>(options: readonly Option[], label: string): Option | undefined {
    return options[Math.floor(this.roll(label) * options.length)]
  }

  /** All of `options`, in an order of its own. */
  shuffle<Option>(options: readonly Option[], label: string): Option[] {
    return options
      .map((option, index) => ({ option, rank: this.roll(`${label}/${index}`) }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ option }) => option)
  }
}

/** FNV-1a over UTF-16 units, going on from `hash`: a long prompt is read once, however many rolls follow. */
function absorb(hash: number, text: string): number {
  let state = hash
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193)
  }
  return state
}

/** The finalizer of murmur3: spreads what differs only in the last units. */
function finish(hash: number): number {
  let state = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return (state ^ (state >>> 16)) >>> 0
}
