import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { CopiedRoom } from './copied-room.ts'
import { ImportError } from './import-error.ts'
import type { Importer } from './read-import.ts'

/** A conversation of a file, or why it cannot be read. */
export type ReadConversation = {
  readonly number: number
  readonly of: number
  readonly title: string
  readonly copy: { readonly value: CopiedRoom } | { readonly fault: string }
}
export type ThreadAnswer = ReadConversation | { readonly fault: string } | { readonly end: true }

/** What a file of the largest size, and the objects made of it, need. */
const MAX_MEMORY_MB = 1_024

/**
 * The conversations of a file, one at a time, read in a thread of its own: a large file holds nobody else up.
 * Takes the bytes away from whoever gave them. Throws an ImportError where the file as a whole is none. [R5, C7]
 */
export async function* readInThread(
  bytes: Uint8Array<ArrayBuffer>,
  importer: Importer,
): AsyncGenerator<ReadConversation> {
  const thread = new Worker(new URL('./import-thread.ts', import.meta.url), {
    workerData: { bytes, importer },
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB },
  })
  try {
    for (;;) {
      thread.postMessage('next')
      const [answer] = (await once(thread, 'message')) as [ThreadAnswer]
      if ('end' in answer) return
      if ('fault' in answer) throw new ImportError(answer.fault)
      yield answer
    }
  } finally {
    await thread.terminate()
  }
}
