import type { Message } from '@parley/protocol'
import { quote, renderLine } from './line.ts'

/** Of the calls behind one message: how many are shown, and how much of them. Characters. */
const MAX_CALLS = 6
const MAX_RESULTS = 1_600
const MAX_ARGUMENTS = 200

/**
 * The tool calls behind a message, as lines before it. Its author sees what it asked and was told, within a
 * budget for each message; everybody else that there was a call, and the beginning of what came of it. What is
 * shown depends on the message alone, so that no later one changes these bytes. [M3, M6, M7, S5]
 */
export function callLines({ calls = [] }: Pick<Message, 'calls'>, by: string, isOwn: boolean): string[] {
  let left = MAX_RESULTS
  return calls.slice(-MAX_CALLS).map((call) => {
    const told = isOwn ? quote(call.result ?? '', Math.max(1, left)) : quote(call.result ?? '')
    left -= told.length
    return renderLine({
      event: 'tool-called',
      by,
      tool: call.tool,
      arguments: isOwn ? quote(call.arguments, MAX_ARGUMENTS) : undefined,
      status: call.status === 'done' ? undefined : call.status,
      [call.status === 'done' ? 'result' : 'error']: told === '' ? undefined : told,
    })
  })
}

/** How much text these lines have at most, whoever is shown them. Characters. */
export function charactersOfCalls({ calls = [] }: Pick<Message, 'calls'>): number {
  const shown = calls.slice(-MAX_CALLS)
  const results = shown.reduce((sum, { result = '' }) => sum + result.length, 0)
  const asked = shown.reduce((sum, call) => sum + Math.min(MAX_ARGUMENTS, call.arguments.length), 0)
  return Math.min(MAX_RESULTS, results) + asked + shown.length * CHARACTERS_OF_LINE
}

/** Names, quotes and brackets of a line. */
const CHARACTERS_OF_LINE = 80
