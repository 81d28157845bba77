import { readLine } from '../../context/line.ts'
import type { Dice } from './dice.ts'
import type { Scene, Utterance } from './scene.ts'

const MAX_TOLD = 240
const MAX_QUOTES = 2
const MAX_QUOTE = 120

/** That nobody has thought about it. */
const NOTES = [
  'I only rehearse: the call was real, and I read out what came of it.',
  'This is a rehearsal, so I pass on what I was told and leave the thinking to a real model.',
  'I am rehearsing: looking up is all I can do here, and that I did.',
] as const

/** What a tool told, as the prompt has it. */
type Told = { readonly from: string; readonly data?: string; readonly error?: string }

/** What its tools told, quoted, and that this is a rehearsal. [M2, M7] */
export function reportOf({ toolResults, said, self }: Scene, dice: Dice): string {
  const asked = said.at(-1)
  const called = (name: string) => (name === self?.name ? 'I' : name === asked?.from ? 'you' : name)
  const parts = toolResults.map((result) => sentence(toldIn(result), asked?.text ?? '', called))
  return `${parts.join(' ')} ${dice.pick(NOTES, 'note') ?? NOTES[0]}`
}

/** Where the first thing stands that a search has found. */
export function placeFound({ toolResults, said }: Scene): number | undefined {
  const [first] = quotesIn(toldIn(toolResults.at(-1) ?? '').data ?? '', said.at(-1)?.text ?? '')
  const seq = Number(first?.seq ?? Number.NaN)
  return Number.isNaN(seq) ? undefined : seq
}

function toldIn(result: string): Told {
  const fields = readLine(result)
  if (typeof fields?.['from'] !== 'string') return { from: '', data: result }
  const { from, data, error } = fields
  return {
    from: from as string,
    ...(typeof data === 'string' ? { data } : {}),
    ...(typeof error === 'string' ? { error } : {}),
  }
}

function sentence({ from, data = '', error }: Told, asked: string, called: (name: string) => string): string {
  const tool = from.replace(/^[^_]+__/u, '')

  if (error !== undefined) return `I called ${tool}, and this came back: “${short(error, MAX_TOLD)}”`
  const quotes = quotesIn(data, asked)
  const isHistory = from === 'room_search' || from === 'read_messages'
  if (isHistory && quotes.length === 0) return 'I searched this chat, and nobody has said that before.'
  if (isHistory) {
    const shown = quotes
      .slice(0, MAX_QUOTES)
      .map(({ from: by, text }) => `${called(by)} said “${short(text, MAX_QUOTE)}”`)
    return `I ${from === 'room_search' ? 'searched' : 'read'} this chat: ${shown.join(', and ')}.`
  }
  if (data.trim() === '') return `I called ${tool}, and came back with nothing.`
  const what = from === '' ? 'I looked it up' : `I called ${tool}, and it told me`
  return `${what}: “${short(data, MAX_TOLD)}”`
}

/** Messages of the chat as the tools show them, but for the one that asked for them. */
function quotesIn(data: string, asked: string): (Utterance & { seq: unknown })[] {
  return data.split('\n').flatMap((line) => {
    const { from, text, seq } = readLine(line) ?? {}
    if (typeof from !== 'string' || typeof text !== 'string' || text === asked) return []
    return [{ from, text, seq }]
  })
}

function short(text: string, maxCharacters: number): string {
  const flat = text.replace(/\s+/gu, ' ').replaceAll(/["“”]/gu, "'").trim()
  const characters = Array.from(flat)
  if (characters.length <= maxCharacters) return characters.join('')
  return `${characters.slice(0, maxCharacters - 1).join('')}…`
}
