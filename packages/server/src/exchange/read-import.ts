import type { MemberId } from '@parley/protocol'
import { readChatgpt } from './chatgpt.ts'
import type { CopiedRoom } from './copied-room.ts'
import { ImportError } from './import-error.ts'
import { readParley } from './parley-file.ts'

/** Who imports: what they said themselves stays theirs. */
export type Importer = { readonly id: MemberId; readonly name: string }

/** A conversation of a file, read when its turn comes: a bad one does not keep the others. */
export type Conversation = { readonly title: string; readonly read: (importer: Importer) => CopiedRoom }

const MAX_CONVERSATIONS = 5_000

/** The conversations of a file: our own export of a room, or ChatGPT's of all. [R5] @throws ImportError */
export function readImport(bytes: Uint8Array): Conversation[] {
  const json = parse(bytes)
  const conversations =
    isRecord(json) && json['format'] === 'parley-room' ? [readParley(json)] : fromList(json)
  if (conversations.length === 0) throw new ImportError('There is no conversation in this file.')
  if (conversations.length > MAX_CONVERSATIONS) {
    throw new ImportError(`A file may have ${MAX_CONVERSATIONS.toLocaleString('en')} conversations.`)
  }
  return conversations
}

function fromList(json: unknown): Conversation[] {
  const list = Array.isArray(json) ? json : [json]
  const isChatgpt = list.some((one) => isRecord(one) && isRecord(one['mapping']))
  if (list.length > 0 && !isChatgpt) {
    throw new ImportError('This is neither a room exported from here nor ChatGPT’s conversations.json.')
  }
  return list.map(readChatgpt)
}

function parse(bytes: Uint8Array): unknown {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw new ImportError('This is a ZIP file. Unpack it, and take conversations.json out of it.')
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new ImportError('The file cannot be read: it is not JSON, or it is cut off.')
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
