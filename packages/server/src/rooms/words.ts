import type { MemberId, Usage } from '@parley/protocol'

/** How words ended: as their model meant them, perhaps cut where it spoke for somebody else, or by a fault. */
export type Ending =
  | { usage: Usage; finishReason: string; durationMs: number; cutFor?: MemberId | undefined }
  | { error: unknown }

/** How much of a model's thoughts is kept. */
const MAX_THINKING = 8_000

/** The words of one turn on their way from a model to the room. */
export class Words {
  #text = ''
  #taken = 0
  #thinking = ''
  #ending: Ending | undefined
  #wake: () => void = () => undefined

  /** Whether all of it was there at once, as in an answer that came in one piece. */
  readonly whole: boolean

  constructor(whole: boolean) {
    this.whole = whole
  }

  get text(): string {
    return this.#text
  }

  /** What the model thought before and between its words, cut off where it is long. */
  get thinking(): string {
    return this.#thinking
  }

  think(text: string): void {
    if (this.#thinking.length < MAX_THINKING) this.#thinking = (this.#thinking + text).slice(0, MAX_THINKING)
  }

  get ending(): Ending | undefined {
    return this.#ending
  }

  add(text: string): void {
    this.#text += text
    this.#wake()
  }

  end(ending: Ending): void {
    this.#ending ??= ending
    this.#wake()
  }

  /** What came since the last call; waits until there is something, or answers '' at the end. */
  async take(): Promise<string> {
    while (this.#taken === this.#text.length && this.#ending === undefined) {
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
    const text = this.#text.slice(this.#taken)
    this.#taken = this.#text.length
    return text
  }
}
