/**
 * Material of one way of talking, for improvising. Slots: `{topic}` is a noun phrase or "this" and
 * stands where either fits, `{Topic}` the same with a capital, `{name}` whom the line answers,
 * `{other}` whom it turns to. No line says anything that a real person claimed.
 */
export type Voice = {
  /** Names that have this voice whatever the prompt says of them. */
  readonly names: readonly string[]
  /** Words of a title or style that go with this voice. */
  readonly fits: RegExp
  /** It writes without capitals. */
  readonly lowercase?: true
  readonly greet: readonly string[]
  /** To a person: a take on the topic. */
  readonly answer: readonly string[]
  /** To another member, in agreement. */
  readonly build: readonly string[]
  readonly disagree: readonly string[]
  /** A question to another character. */
  readonly ask: readonly string[]
  readonly aside: readonly string[]
  /** The last word, without a question. */
  readonly close: readonly string[]
}
