import { FILLER } from './filler.ts'

/**
 * Finds what a message is about: the phrase that a person would pick up. Rules of thumb over words,
 * no dictionary: good enough to be on topic, never to be clever.
 */

/** Words before a noun that tell whose or which it is, as the answer would say them. */
const DETERMINERS: Readonly<Record<string, string>> = {
  a: 'a',
  an: 'an',
  the: 'the',
  my: 'your',
  our: 'your',
  your: 'my',
  this: 'this',
  that: 'that',
  his: 'his',
  her: 'her',
  their: 'their',
}
const ABOUT = new Set(['about', 'on', 'of', 'into', 'between', 'against', 'regarding'])
const SIDE = new Set(['in', 'at', 'for', 'from', 'with', 'by', 'near', 'during', 'before', 'after', 'under'])
/** Between a determiner and its noun; not worth repeating. */
const ADJECTIVES = new Set(
  'new old big little best next last first favorite favourite own good great nice'.split(' '),
)
/** After one of these comes a verb: "should I cook", "how to sail". */
const BEFORE_VERB = new Set(['i', 'you', 'we', 'they', 'to'])
const SOMEBODY =
  /^(?:parents?|mothers?|mom|mum|dad|fathers?|kids?|children|wife|husband|boss|brothers?|sisters?|sons?|daughters?|family|friends?|neighbou?rs?|girlfriend|boyfriend|partner|guests?)$/iu
const MAX_WORDS = 3

type Found = { readonly phrase: string; readonly score: number; readonly next: number }

/** The topic of `text` as a phrase that fits after "about", or undefined when it has none. */
export function topicOf(text: string, names: readonly string[] = []): string | undefined {
  const ignored = new Set(names.flatMap((name) => name.toLowerCase().split(/\s+/u)))
  const words = text
    .replace(/https?:\S+/gu, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '')
  let best: Found | undefined
  for (let index = 0; index < words.length;) {
    const found = phraseAt(words, index, ignored)
    if (found && (!best || found.score > best.score)) best = found
    index = found?.next ?? index + 1
  }
  return best && best.score >= 0 ? best.phrase : undefined
}

/** The phrase that begins at a word, and how likely it is what the message is about. */
function phraseAt(words: readonly string[], start: number, ignored: ReadonlySet<string>): Found | undefined {
  const { run, next } = runAt(words, start, ignored, MAX_WORDS)
  const [first] = run
  if (first === undefined) return undefined
  const skipped = ADJECTIVES.has(bare(words[start - 1] ?? '').toLowerCase()) ? 1 : 0
  const before = bare(words[start - 1 - skipped] ?? '').toLowerCase()
  const determiner = DETERMINERS[before]
  const leading = determiner === undefined ? before : bare(words[start - 2 - skipped] ?? '').toLowerCase()
  const isVerb = BEFORE_VERB.has(before)
  let score = run.reduce((sum, word) => sum + Math.min(word.length, 9), 0)
  if (determiner !== undefined) score += 4
  if (ABOUT.has(leading)) score += 5
  if (SIDE.has(leading)) score -= 4
  if (isVerb) score -= 3
  if (run.length === 1 && /^(?:who|it|he|she)$/u.test(before) && first.endsWith('s')) score -= 9
  if (SOMEBODY.test(run.at(-1) ?? '')) score -= 9
  if (run.length === 1 && /^\d+$/u.test(first)) score -= 8
  if (run.length === 1 && first.endsWith('ly')) score -= 6
  const tail = isVerb ? undefined : ofPhrase(words, next, ignored)
  const phrase = [determiner, ...(isVerb ? [gerund(first), ...run.slice(1)] : run), tail?.phrase]
  return { phrase: phrase.filter(Boolean).join(' '), score, next: tail?.next ?? next }
}

function runAt(
  words: readonly string[],
  start: number,
  ignored: ReadonlySet<string>,
  maxWords: number,
): { run: string[]; next: number } {
  const run: string[] = []
  let next = start
  while (next < words.length && run.length < maxWords) {
    const raw = words[next] ?? ''
    const word = bare(raw)
    if (word === '' || isFiller(word, ignored)) break
    run.push(word)
    next += 1
    if (/[.,;:!?)]$/u.test(raw)) break
  }
  return { run, next }
}

/** "of life" after "the meaning". */
function ofPhrase(
  words: readonly string[],
  start: number,
  ignored: ReadonlySet<string>,
): { phrase: string; next: number } | undefined {
  if (words[start]?.toLowerCase() !== 'of') return undefined
  const determiner = DETERMINERS[bare(words[start + 1] ?? '').toLowerCase()]
  const { run, next } = runAt(words, start + (determiner === undefined ? 1 : 2), ignored, 2)
  return run.length === 0 ? undefined : { phrase: ['of', determiner, ...run].filter(Boolean).join(' '), next }
}

function gerund(verb: string): string {
  if (verb.endsWith('ing')) return verb
  if (/[^e]e$/u.test(verb)) return `${verb.slice(0, -1)}ing`
  if (/^[^aeiou]*[aeiou][^aeiouwxy]$/u.test(verb)) return `${verb}${verb.at(-1) ?? ''}ing`
  return `${verb}ing`
}

/** Whether a verb after the topic has to be in the plural. */
export function isPlural(topic: string): boolean {
  const noun = (topic.split(' of ')[0] ?? topic).split(' ').at(-1) ?? ''
  return (
    /^(?:people|children|men|women|mice)$/iu.test(noun) || (/[^sui]s$/iu.test(noun) && !/ics$/iu.test(noun))
  )
}

/** The two things of "A or B?", as the asker wrote them. */
export function choiceOf(text: string): readonly [string, string] | undefined {
  const match = /([^.?!,;:]+?),? or ([^.?!,;:]+?)\s*\?/iu.exec(text)
  const left = match?.[1] === undefined ? '' : lastWords(match[1])
  const right = match?.[2] === undefined ? '' : firstWords(match[2])
  return left === '' || right === '' || /^(?:not|no|what|something)\b/iu.test(right)
    ? undefined
    : [left, right]
}

/** A short sentence of the text that can be quoted whole. */
export function hookOf(text: string): string | undefined {
  const sentences = text.match(/[^.!?\n]+[.!?]?/gu) ?? []
  return sentences
    .map((sentence) => sentence.trim().replace(/[.!]$/u, ''))
    .find((sentence) => {
      const words = sentence.split(/\s+/u).length
      return words >= 3 && words <= 6 && !/["“”{}<>:,]|\?$/u.test(sentence)
    })
}

function bare(word: string): string {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').replace(/['’]s$/u, '')
}

function isFiller(word: string, ignored: ReadonlySet<string> = new Set()): boolean {
  const lower = word.toLowerCase()
  if (FILLER.has(lower) || /['’]/u.test(lower) || ignored.has(lower)) return true
  return lower.length < 3 && !/^(?:ai|ui|ux|tv)$|\d/u.test(lower)
}

function lastWords(text: string): string {
  const words = text.trim().split(/\s+/u).map(bare).filter(Boolean)
  const kept: string[] = []
  for (const word of words.toReversed()) {
    if (kept.length >= MAX_WORDS || isFiller(word)) break
    kept.unshift(word)
  }
  return kept.join(' ')
}

function firstWords(text: string): string {
  const words = text.trim().split(/\s+/u).map(bare).filter(Boolean)
  while (words[0] !== undefined && words.length > 1 && isFiller(words[0])) words.shift()
  return words.slice(0, MAX_WORDS).join(' ')
}
