import { MAX_SUMMARY_CHARACTERS, type Usage } from '@parley/protocol'
import { writeText } from './write-text.ts'
import type { TextRequest } from './write-text.ts'

/** Has a conversation summarised. Throws as `writeText`, also where nothing came of it. [M6, M8] */
export function summarise(request: TextRequest): Promise<{ text: string; usage: Usage }> {
  return writeText(request, (text) => text.trim().slice(0, MAX_SUMMARY_CHARACTERS))
}
