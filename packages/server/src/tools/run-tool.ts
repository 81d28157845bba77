import type { ToolStatus } from '@parley/protocol'
import { renderLine } from '../context/line.ts'
import { ToolError } from './tool.ts'
import type { Tool, ToolContext } from './tool.ts'
import { untilAborted } from './until-aborted.ts'

/** How long one call may take; those of `web_fetch` end sooner by themselves. */
export const CALL_MS = 60_000
/** How much of an answer a model is told, and how much of it the room keeps. Characters. */
export const MAX_TOLD = 24_000
export const MAX_KEPT = 4_000

/** The first half of a character that was cut in two. */
const HALF = /[\uD800-\uDBFF]$/

export type ToolAnswer = { readonly status: ToolStatus; readonly text: string }

/**
 * Runs a tool within its time and size. Whatever the tool does (throws, hangs, answers with ten megabytes) it
 * has an answer, except when the turn is cut off: then it throws the signal's reason at once. [M7]
 */
export async function runTool(
  tool: Tool,
  input: unknown,
  { signal, ...context }: ToolContext,
  callMs: number = CALL_MS,
): Promise<ToolAnswer> {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(), callMs)
  const either = AbortSignal.any([signal, timeout.signal])
  try {
    const text = await untilAborted(tool.run(input, { ...context, signal: either }), either)
    return { status: 'done', text: cutOff(text, MAX_TOLD) }
  } catch (error) {
    signal.throwIfAborted()
    if (timeout.signal.aborted) return failed(`It did not answer within ${callMs / 1_000} seconds.`)
    // What went wrong inside a tool may name paths and keys of this machine: only its own words are passed on.
    return failed(error instanceof ToolError ? error.message : 'It failed.')
  } finally {
    clearTimeout(timer)
    timeout.abort()
  }
}

/** What a tool answered, as a model is told it: as data on one line, which no text in it can leave. [S5] */
export function asData(name: string, { status, text }: ToolAnswer): string {
  return renderLine(status === 'done' ? { from: name, data: text } : { from: name, error: text })
}

export function cutOff(text: string, maxCharacters: number): string {
  return text.length <= maxCharacters ? text : `${text.slice(0, maxCharacters - 1).replace(HALF, '')}…`
}

function failed(text: string): ToolAnswer {
  return { status: 'failed', text: cutOff(text, MAX_KEPT) }
}
