import { textOf } from './card.ts'
import type { JsonObject } from './card.ts'

/** What a card calls its character in its own texts. */
export function calledIn(fields: JsonObject): string {
  return oneLine(textOf(fields['nickname'])) || oneLine(textOf(fields['name']))
}

/** The text with the character's name in its place. */
export function withName(text: string, name: string): string {
  return text.replaceAll(/\{\{char\}\}|<BOT>/gi, () => name)
}

/** The same for prompts, in which whoever talks to it is no certain person. */
export function withNames(text: string, name: string): string {
  return withName(text, name).replaceAll(/\{\{user\}\}|<USER>/gi, 'the person')
}

export function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
}
