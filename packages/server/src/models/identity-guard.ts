import type { MemberId } from '@parley/protocol'
import type { Cast, CastMember } from '../context/index.ts'
import { readLineHead } from './identity/line-head.ts'
import { Names } from './identity/names.ts'
import { isBreak, isSpace, Source, type Reading } from './identity/source.ts'

/** What became of a message besides its words. */
export type GuardVerdict = {
  /** The model went on in the name of somebody else; all of that was withheld. */
  readonly cut: boolean
  /** The agent in whose name it went on, where it is one of the room and can be told for sure. */
  readonly cutFor?: MemberId
}

/** Whitespace that is kept in one place: what a model repeats beyond it is of no use to anybody. */
const MAX_GAP = 256
/** From here on an indented line is code. */
const CODE_INDENT = 4
const FENCES = ['`', '~']
const FENCE_LENGTH = 3

/**
 * Lets through only what a model says as the speaker itself. [M5]
 *
 *     message ─▶ head of a line ─▶ words ─▶ head of the next line ─▶ …
 *                  │ own label, copied time, JSON around the words: removed
 *                  │ label of anybody else: the end
 *
 * Text may come in any pieces: what is let through depends on the text alone. Held back is only what
 * may still become a label, and whitespace until a word follows; so the result has none at its ends.
 * Within a fenced code block nothing is removed.
 */
export class IdentityGuard {
  readonly #source = new Source()
  readonly #cast: Cast
  readonly #names: Names
  readonly #reading: Reading<GuardVerdict>
  #verdict: GuardVerdict | undefined
  #passed = ''
  #begun = false
  /** Whitespace that goes in front of the next word. */
  #gap = ''
  #stamped = false

  constructor(cast: Cast, speaker: CastMember) {
    this.#cast = cast
    this.#names = new Names(cast.values(), speaker.id)
    this.#reading = this.#read()
  }

  /** Whether the rest is withheld, whatever comes. */
  get isCut(): boolean {
    return this.#verdict?.cut === true
  }

  /** Takes the next piece of what the model says; answers with what may be shown of it and of those before. */
  push(delta: string): string {
    if (this.#verdict) return ''
    this.#source.add(delta)
    return this.#advance()
  }

  /** Takes the end of what the model says; answers with the rest and the verdict. */
  end(): GuardVerdict & { readonly rest: string } {
    this.#source.end()
    const rest = this.#advance()
    return { rest, ...(this.#verdict ?? { cut: false }) }
  }

  #advance(): string {
    this.#passed = ''
    const { done, value } = this.#reading.next()
    if (done) this.#verdict = value ?? this.#verdict
    return this.#passed
  }

  *#read(): Reading<GuardVerdict> {
    let fence = ''
    for (;;) {
      const indent = yield* this.#skipToLine()
      const next = yield* this.#source.at(0)
      if (next === '') return { cut: false }
      const opening = yield* this.#fenceHere()
      if (opening !== '' && (fence === '' || fence === opening)) {
        fence = (yield* this.#passFence(opening)) && fence === '' ? opening : ''
        continue
      }
      if (fence === '' && (indent < CODE_INDENT || !this.#begun)) {
        const verdict = yield* this.#passHead()
        if (verdict) return verdict
      }
      yield* this.#passLine()
    }
  }

  /** Drops what the line begins with, if it has to go; the verdict if the message ends here. */
  *#passHead(): Reading<GuardVerdict | undefined> {
    for (;;) {
      const situation = { first: !this.#begun, stamped: this.#stamped }
      const head = yield* readLineHead(this.#source, this.#names, situation)
      if (head.type === 'words') return undefined
      if (head.type === 'other') return this.#verdictFor(head.member)
      if (head.type === 'nothing') {
        yield* this.#source.dropLine()
        return undefined
      }
      this.#source.drop(head.units)
      if (head.type === 'json') this.#source.enterJson()
      else this.#stamped ||= head.stamp
      yield* this.#source.dropBlanks()
    }
  }

  /** Only an agent that is there can be offered the turn. */
  #verdictFor(id: MemberId | undefined): GuardVerdict {
    const member = id === undefined ? undefined : this.#cast.get(id)
    const offered = member?.present && member.kind === 'agent'
    return { cut: true, ...(offered ? { cutFor: member.id } : {}) }
  }

  /** Collects whitespace up to the next word; how far that word is indented. */
  *#skipToLine(): Reading<number> {
    let indent = 0
    for (;;) {
      const next = yield* this.#source.at(0)
      if (next === '' || !isSpace(next)) return indent
      if (isBreak(next)) indent = 0
      else indent += next === '\t' ? CODE_INDENT : 1
      this.#collect(next)
    }
  }

  *#passLine(): Reading<void> {
    for (;;) {
      const next = yield* this.#source.at(0)
      if (next === '' || isBreak(next)) return
      if (isSpace(next)) this.#collect(next)
      else this.#pass(yield* this.#source.takeWord())
    }
  }

  /** The mark of a code block at the head of a line, if three of it stand there. */
  *#fenceHere(): Reading<string> {
    const mark = yield* this.#source.at(0)
    if (!FENCES.includes(mark)) return ''
    for (let at = 1; at < FENCE_LENGTH; at += 1) if ((yield* this.#source.at(at)) !== mark) return ''
    return mark
  }

  /** Lets the line of a fence through; whether it is one: code between such marks on one line is not. */
  *#passFence(mark: string): Reading<boolean> {
    while ((yield* this.#source.at(0)) === mark) {
      this.#pass(mark)
      this.#source.drop(1)
    }
    let fence = true
    for (;;) {
      const next = yield* this.#source.at(0)
      if (next === '' || isBreak(next)) return fence
      if (isSpace(next)) this.#collect(next)
      else {
        const word = yield* this.#source.takeWord()
        if (mark === '`' && word.includes(mark)) fence = false
        this.#pass(word)
      }
    }
  }

  #collect(space: string): void {
    if (this.#begun && this.#gap.length < MAX_GAP) this.#gap += space
    this.#source.drop(space.length)
  }

  #pass(words: string): void {
    this.#passed += this.#gap + words
    this.#gap = ''
    this.#begun = true
  }
}

/** `IdentityGuard` for a text that is there as a whole. [M5] */
export function guardText(
  text: string,
  cast: Cast,
  speaker: CastMember,
): GuardVerdict & { readonly text: string } {
  const guard = new IdentityGuard(cast, speaker)
  const passed = guard.push(text)
  const { rest, ...verdict } = guard.end()
  return { text: passed + rest, ...verdict }
}
