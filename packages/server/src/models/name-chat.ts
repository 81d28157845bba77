import type { Usage } from '@parley/protocol'
import { writeText } from './write-text.ts'
import type { TextRequest } from './write-text.ts'

/** Small models go on writing; a list shows no more than this anyway. */
const MOST_WORDS = 7
const MOST_CHARACTERS = 60

/** Has a conversation named. Throws as `writeText`, also where nothing came of it. [R5, M8] */
export function nameChat(request: TextRequest): Promise<{ text: string; usage: Usage }> {
  return writeText(request, titleIn)
}

/** The title in what a model wrote, without what models put around titles; '' where there is none. Total. */
export function titleIn(text: string): string {
  const line = text.split('\n').find((other) => /[\p{L}\p{N}]/u.test(other)) ?? ''
  const words = line
    .replace(/^[\s#>*_-]*(?:(?:chat )?title\s*:)?/iu, '')
    .replace(/["“”«»„`*_]/gu, '')
    .trim()
    .replace(/[.,:;]+$/u, '')
    .split(/\s+/u)
    .slice(0, MOST_WORDS)
  while (words.join(' ').length > MOST_CHARACTERS && words.length > 1) words.pop()
  return words.join(' ').slice(0, MOST_CHARACTERS).trim()
}
