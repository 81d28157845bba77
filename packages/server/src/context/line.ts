/**
 * The format of everything that a prompt quotes from a room: one JSON object on one line. [M3]
 *
 * Authorship is structural. Whatever a member typed stands inside a JSON string, and a JSON string
 * cannot contain a line break or an unescaped quote, so no text can begin a line of its own or
 * close the field it stands in. A line that does not begin with `{` was therefore written by us.
 */
export type LineValue = string | boolean | readonly LineValue[] | { readonly [key: string]: LineValue }

/** Line breaks and control characters that JSON leaves as they are, though models read them as breaks. */
const UNESCAPED_BREAKS = /[\u007f-\u009f\u2028\u2029]/g

/** Renders `fields` as one line; fields that are undefined are left out, the order is kept. */
export function renderLine(fields: { readonly [key: string]: LineValue | undefined }): string {
  return JSON.stringify(fields).replace(
    UNESCAPED_BREAKS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Reads a line of `renderLine`; undefined for anything else, such as our own prose. */
export function readLine(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

const MAX_QUOTE_CHARACTERS = 80

/** The beginning of a text, on one line; by default short enough to point at a message. */
export function quote(text: string, maxCharacters: number = MAX_QUOTE_CHARACTERS): string {
  const flat = text.replace(/\s+/gu, ' ').trim()
  const characters = Array.from(flat)
  if (characters.length <= maxCharacters) return flat
  return `${characters.slice(0, maxCharacters - 1).join('')}…`
}
