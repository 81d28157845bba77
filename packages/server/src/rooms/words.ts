import type { Usage } from '@parley/protocol'

/** The words of one turn on their way from a model to the room. */
export class Words {
  #text = ''
  #taken = 0
  #ending: { usage: Usage; finishReason: string } | { error: unknown } | undefined
  #wake: () => void = () => undefined

  /** Whether all of it was there at once, as in an answer that came in one piece. */
  readonly whole: boolean

  constructor(whole: boolean) {
    this.whole = whole
  }

  get text(): string {
    return this.#text
  }

  get ending(): { usage: Usage; finishReason: string } | { error: unknown } | undefined {
    return this.#ending
  }

  add(text: string): void {
    this.#text += text
    this.#wake()
  }

  end(ending: { usage: Usage; finishReason: string } | { error: unknown }): void {
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
