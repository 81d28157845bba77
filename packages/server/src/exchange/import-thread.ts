import { parentPort, workerData } from 'node:worker_threads'
import { ImportError } from './import-error.ts'
import { readImport } from './read-import.ts'
import type { Conversation, Importer } from './read-import.ts'
import type { ThreadAnswer } from './read-in-thread.ts'

/** The thread of one import: reads the file, then hands out a conversation for each message that it is sent. */
const { bytes, importer } = workerData as { bytes: Uint8Array; importer: Importer }
const conversations = inWords(() => readImport(bytes))
let next = 0

parentPort?.on('message', () => parentPort?.postMessage(answer()))

function answer(): ThreadAnswer {
  if ('fault' in conversations) return conversations
  const conversation = conversations.value[next]
  if (conversation === undefined) return { end: true }
  next += 1
  return { number: next, of: conversations.value.length, ...read(conversation) }
}

function read(conversation: Conversation) {
  const copy = inWords(() => conversation.read(importer))
  return { title: conversation.title, copy }
}

/** Errors of other kinds end the thread, and with it the import. */
function inWords<Value>(work: () => Value): { value: Value } | { fault: string } {
  try {
    return { value: work() }
  } catch (error) {
    if (error instanceof ImportError) return { fault: error.message }
    throw error
  }
}
