import { CardError } from './card-error.ts'

export type Json = null | boolean | number | string | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }

/** A character card as it was written. What nobody here knows of it stays in its text. [A3] */
export type Card = {
  readonly spec: 'v1' | 'v2' | 'v3'
  /** The JSON, unchanged. */
  readonly text: string
}

/** Longer than any card in use; lorebooks are what makes them long. */
export const MAX_CARD_TEXT_BYTES = 4 * 1024 * 1024

/** @throws CardError where it is no card */
export function readCardText(text: string): Card {
  if (Buffer.byteLength(text) > MAX_CARD_TEXT_BYTES) throw new CardError('The card is over 4 MB of text.')
  const bare = text.replace(/^\uFEFF/, '')
  const json = parseObject(bare)
  const spec = specOf(json)
  const name = fieldsOf({ spec, text: bare })['name']
  if (typeof name !== 'string' || name.trim() === '') throw new CardError('The card has no name in it.')
  return { spec, text: bare }
}

/** The object in which the fields of the character are. */
export function fieldsOf({ spec, text }: Card): JsonObject {
  const json = parseObject(text)
  const fields = spec === 'v1' ? json : json['data']
  if (!isObject(fields)) throw new CardError('The card has no character in it.')
  return fields
}

export function parseObject(text: string): JsonObject {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new CardError('The card cannot be read: it is not JSON, or it is cut off.')
  }
  if (!isObject(json)) throw new CardError('This is not a character card.')
  return json
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

function specOf(json: JsonObject): Card['spec'] {
  if (json['spec'] === 'chara_card_v2') return 'v2'
  if (json['spec'] === 'chara_card_v3') return 'v3'
  if (json['spec'] !== undefined) throw new CardError('The card is of a kind that is not known here.')
  const isFirst = ['description', 'personality', 'first_mes'].some((field) => typeof json[field] === 'string')
  if (isFirst) return 'v1'
  throw new CardError('This is not a character card.')
}
