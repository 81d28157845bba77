import type { JSONSchema7 } from '@ai-sdk/provider'
import type { Suggest } from './schema-filler.ts'

/** A tool as far as it matters whether it is wanted. */
export type Callable = { readonly name: string }

/** A call that a message asks for, with what of its arguments the message tells. */
export type Occasion<Tool> = { readonly tool: Tool; readonly given: Readonly<Record<string, unknown>> }

const ASKS_WHAT_WAS_SAID =
  /\b(?:did\b[^?.!]*\b(?:say|mention|decide|agree|write|tell|talk|discuss|suggest)|said|mentioned|decided|agreed|wrote|told|talked|discussed|suggested)\b[^?.!]*?\b(?:about|of|on|regarding)\s+([^?.!]+)/iu
const ASKS = /\?|\b(?:remind me|remember)\b/iu
const SEARCHES = /\bsearch\b[^?.!]*?\b(?:for|about)\s+([^?.!]+)/iu
const READS_AT = /\bread\b[^?.!]*\bmessages?\b[^?.!\d]*(\d{1,9})/iu
const READS_BEGINNING =
  /\b(?:how|where)\b[^?.!]*\b(?:chat|room|conversation)\b[^?.!]*\b(?:begin|began|start|started)\b|\bread\b[^?.!]*\b(?:first messages|beginning)\b/iu
const MORE = /\b(?:in full|around (?:it|that)|the whole|exact words|word for word)\b/iu
const URL_IN_TEXT = /https?:\/\/[^\s<>"')\]]+/iu
const TAIL =
  /\s+(?:earlier|before|yesterday|today|again|here|please|in full|word for word|(?:last|this) \w+|(?:in|around|from) (?:this|the|our|it|that)\b.*)$/iu
const MAX_QUERY = 80

/**
 * The call that the words of a person ask for: of a tool that they name, or of those for the room and the web
 * where they ask what was said, or give an address. Undefined where they ask for none. [M2, M7]
 */
export function occasionFor<Tool extends Callable>(
  text: string,
  tools: readonly Tool[],
): Occasion<Tool> | undefined {
  const named = tools.find(({ name }) => wordsOf(name)?.test(text) === true)
  const query = queryIn(text)
  if (named !== undefined)
    return { tool: named, given: named.name === 'room_search' && query !== undefined ? { query } : {} }
  const offer = (name: string) => tools.find((tool) => tool.name === name)
  const read = offer('read_messages')
  const seq = READS_BEGINNING.test(text) ? 0 : Number(READS_AT.exec(text)?.[1] ?? Number.NaN)
  if (read && !Number.isNaN(seq)) return { tool: read, given: { seq } }
  const search = offer('room_search')
  if (search && query !== undefined) return { tool: search, given: { query } }
  const fetch = offer('web_fetch')
  const url = urlIn(text)
  return fetch && url !== undefined ? { tool: fetch, given: { url } } : undefined
}

/** Where more is wanted than was found: the messages around the first place. */
export function followUp<Tool extends Callable>(
  text: string,
  seq: number | undefined,
  tools: readonly Tool[],
): Occasion<Tool> | undefined {
  const read = tools.find(({ name }) => name === 'read_messages')
  return read && seq !== undefined && MORE.test(text) ? { tool: read, given: { seq } } : undefined
}

/** The arguments of a call: those that are known, and for the others that it must have, what the words offer. */
export function argumentsFrom(
  text: string,
  { tool, given }: Occasion<Callable & { readonly inputSchema: JSONSchema7 }>,
): Suggest {
  const required = new Set(tool.inputSchema.required ?? [])
  const rest = restAfter(text, tool.name)
  const numbers = [...rest.matchAll(/-?\d+(?:\.\d+)?/gu)].map(([digits]) => Number(digits))
  const places = new Map<string, number>()
  const numberFor = (name: string): number | undefined => {
    if (!places.has(name)) places.set(name, places.size)
    return numbers[places.get(name) ?? 0]
  }
  return (name, schema) => {
    if (name in given) return given[name]
    if (!required.has(name)) return undefined
    if (schema.enum) return schema.enum.find((one: unknown) => typeof one === 'string' && rest.includes(one))
    if (schema.type === 'number' || schema.type === 'integer') return numberFor(name)
    if (schema.type !== 'string') return undefined
    if (schema.format === 'uri' || /^(?:url|uri|link)$/u.test(name)) return urlIn(text)
    const quoted = /["“„]([^"“”„]+)["”]/u.exec(rest)?.[1]
    return (quoted ?? rest).padEnd(schema.minLength ?? 0, '.').slice(0, schema.maxLength)
  }
}

/** Its name as it is, or the words of it as people say them; no single short word, which may mean anything. */
function wordsOf(name: string): RegExp | undefined {
  const bare = name.slice(name.indexOf('__') < 0 ? 0 : name.indexOf('__') + 2)
  const words = bare.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  if (words.length === 0 || (words.length === 1 && (words[0]?.length ?? 0) < 4)) return undefined
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.join('[\\s_-]*')}(?![\\p{L}\\p{N}])`, 'iu')
}

function queryIn(text: string): string | undefined {
  const about = SEARCHES.exec(text) ?? (ASKS.test(text) ? ASKS_WHAT_WAS_SAID.exec(text) : null)
  let query = about?.[1]?.trim() ?? ''
  for (let shorter = query.replace(TAIL, ''); shorter !== query; shorter = query.replace(TAIL, ''))
    query = shorter
  query = query
    .replace(/^(?:the|a|an|our|my|your)\s+|["“”„]/giu, '')
    .slice(0, MAX_QUERY)
    .trim()
  return query === '' ? undefined : query
}

/** Without the full stop of the sentence that it ends. */
function urlIn(text: string): string | undefined {
  return URL_IN_TEXT.exec(text)?.[0].replace(/[.,;:!?]+$/u, '')
}

/** What stands after the name of the tool, else all of it. */
function restAfter(text: string, name: string): string {
  const found = wordsOf(name)?.exec(text)
  const after = found ? text.slice(found.index + found[0].length) : ''
  const rest = after.replace(/^[\s:,]*(?:(?:for|with|of|on|about|to|tool)\b[\s:,]*)*/iu, '').trim()
  return rest === '' ? text : rest.replace(/[?!.]+$/u, '')
}
