/** A step of a parser: it pauses wherever it needs a character that has not arrived. */
export type Reading<Result> = Generator<undefined, Result, undefined>

/** What may stand between words, and what begins a new line for a reader. */
const SPACE = /[\s\u0085]/u
const BREAK = /[\n\r\v\f\u0085\u2028\u2029]/u
const WORD = /[^\s\u0085]+/uy

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '', f: '\n' }
const ESCAPE_CHARACTERS = 6

/**
 * Text that arrives in pieces, read as if it were all there. A parser sees whole characters only, and
 * never whether one came with the next: what it makes of a text cannot depend on how it was cut. [M5]
 */
export class Source {
  #text = ''
  #start = 0
  #ended = false
  /** Where in a copied JSON line we are, if in one: in the string of its words, or behind it. */
  #json: 'words' | 'rest' | undefined
  /** Of a JSON line, not yet decoded. */
  #coded = ''
  /** Where in `#text` the words of a JSON line end. */
  #jsonEnd = 0

  add(delta: string): void {
    this.#text = this.#text.slice(this.#start)
    this.#jsonEnd -= this.#start
    this.#start = 0
    if (this.#json === undefined) this.#text += delta
    else this.#decode(delta)
  }

  end(): void {
    this.#ended = true
  }

  /** Whether the next character stands within the words of a JSON line. */
  get isInJson(): boolean {
    return this.#start < this.#jsonEnd
  }

  /** The character that begins `index` units ahead; '' at the end of the text. */
  *at(index: number): Reading<string> {
    for (;;) {
      const code = this.#text.codePointAt(this.#start + index)
      const half = isHighSurrogate(code) && this.#start + index + 1 === this.#text.length
      if (code !== undefined && (!half || this.#ended)) return String.fromCodePoint(code)
      if (this.#ended) return ''
      yield
    }
  }

  /** Where the spaces of this line end that begin at `index`, looking at no more than `most`. */
  *afterSpaces(index: number, most: number): Reading<number> {
    let at = index
    while (at < index + most && isBlank(yield* this.at(at))) at += 1
    return at
  }

  drop(units: number): void {
    this.#start += units
  }

  /** Drops the spaces that follow on this line, however many. */
  *dropBlanks(): Reading<void> {
    while (isBlank(yield* this.at(0))) this.drop(1)
  }

  *dropLine(): Reading<void> {
    for (let next = yield* this.at(0); next !== '' && !isBreak(next); next = yield* this.at(0)) {
      this.drop(next.length)
    }
  }

  /** Takes what has arrived of the word that begins here: at least one character. */
  *takeWord(): Reading<string> {
    yield* this.at(0)
    WORD.lastIndex = this.#start
    let word = WORD.exec(this.#text)?.[0] ?? ''
    const half = isHighSurrogate(word.charCodeAt(word.length - 1))
    if (half && word.length > 1) word = word.slice(0, -1)
    this.drop(word.length)
    return word
  }

  /** From here on the text is the inside of a JSON string; what follows the string on its line is dropped. */
  enterJson(): void {
    const coded = this.#text.slice(this.#start)
    this.#text = ''
    this.#start = 0
    this.#json = 'words'
    this.#jsonEnd = Number.POSITIVE_INFINITY
    this.#decode(coded)
  }

  #decode(delta: string): void {
    const coded = this.#coded + delta
    this.#coded = ''
    for (let at = 0; at < coded.length;) {
      const unit = coded.charAt(at)
      if (this.#json === undefined) {
        this.#text += coded.slice(at)
        return
      }
      if (this.#json === 'rest') {
        if (isBreak(unit)) this.#json = undefined
        else at += 1
      } else if (unit === '"') {
        this.#json = 'rest'
        this.#jsonEnd = this.#text.length
        at += 1
      } else if (unit === '\\') {
        const width = coded.charAt(at + 1) === 'u' ? ESCAPE_CHARACTERS : 2
        if (at + width > coded.length) {
          this.#coded = coded.slice(at)
          return
        }
        this.#text += unescape(coded.slice(at, at + width))
        at += width
      } else {
        this.#text += unit
        at += 1
      }
    }
  }
}

function isHighSurrogate(code: number | undefined): boolean {
  return code !== undefined && code >= 0xd800 && code < 0xdc00
}

function unescape(escape: string): string {
  const kind = escape.charAt(1)
  if (kind !== 'u') return ESCAPES[kind] ?? kind
  const code = escape.slice(2)
  return /^[0-9a-f]{4}$/i.test(code) ? String.fromCharCode(Number.parseInt(code, 16)) : escape
}

export function isSpace(character: string): boolean {
  return SPACE.test(character)
}

export function isBreak(character: string): boolean {
  return BREAK.test(character)
}

/** A space within a line. */
export function isBlank(character: string): boolean {
  return isSpace(character) && !isBreak(character)
}
