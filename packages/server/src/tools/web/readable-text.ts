import { Worker } from 'node:worker_threads'
import { ToolError } from '../tool.ts'
import type { Page } from './get-page.ts'

export type ReadableText = { title: string; text: string }

/**
 * What a person would read of a page, in plain text. Pages are taken apart in a thread of their own, with a
 * bound on time and memory: none can stall the server. Throws a ToolError, or the signal's reason.
 */
export async function readableText(page: Page, parseMs: number, signal: AbortSignal): Promise<ReadableText> {
  const text = textOf(page)
  if (!/^(text\/html|application\/xhtml\+xml)$/.test(page.type)) return { title: '', text }
  const worker = new Worker(new URL('./readable-worker.ts', import.meta.url), {
    workerData: text,
    name: 'readable',
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    stderr: true,
    stdout: true,
  })
  const time = AbortSignal.timeout(parseMs)
  const either = AbortSignal.any([signal, time])
  try {
    return await new Promise((resolve, reject) => {
      either.addEventListener('abort', () => reject(either.reason as Error), { once: true })
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('it ended without an answer')))
    })
  } catch (cause) {
    signal.throwIfAborted()
    throw new ToolError('The page could not be read.', { cause })
  } finally {
    await worker.terminate()
  }
}

/** The characters of a page, by the charset that it says it has. */
export function textOf({ body, charset, type }: Page): string {
  const head = body.subarray(0, 1_024).toString('latin1')
  const declared = type === 'text/html' ? /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1] : undefined
  try {
    return new TextDecoder(charset ?? declared ?? 'utf-8').decode(body)
  } catch {
    // A charset that nobody knows.
    return new TextDecoder().decode(body)
  }
}
