import { MalformedAnswerError } from './failure.ts'

/** A tool call that a model asked for. */
export type ToolRequest = {
  /** As the provider names it. */
  readonly id: string
  readonly tool: string
  readonly input: unknown
  /** Why it cannot be run, for the model: its arguments are no JSON, or there is no such tool. */
  readonly fault?: string
}

const OPENINGS = ['{', '```', '<tool_call>', '<function=', '[TOOL_CALLS]', '<|python_tag|>']
/** Longer than any call that is meant; words begin to be shown then. */
const MAX_HELD = 16_384

/**
 * Small models write a tool call as JSON into their words. This holds back words that begin like one until it
 * is known what they are. Only where tools are offered: elsewhere JSON may be what was asked for. [M7, M8]
 */
export class PlainCall {
  readonly #names: ReadonlySet<string>
  #held: string | undefined = ''

  constructor(names: Iterable<string>) {
    this.#names = new Set(names)
    if (this.#names.size === 0) this.#held = undefined
  }

  /** The words that may be shown now. */
  push(text: string): string {
    if (this.#held === undefined) return text
    this.#held += text
    const begun = this.#held.trimStart()
    const mayBe = OPENINGS.some((opening) => opening.startsWith(begun) || begun.startsWith(opening))
    if (mayBe && this.#held.length <= MAX_HELD) return ''
    const words = this.#held
    this.#held = undefined
    return words
  }

  /**
   * What was held back: a call, or words after all. Throws a MalformedAnswerError where it is a call of a tool
   * that is not offered.
   */
  end(): { text: string; call?: ToolRequest } {
    const text = this.#held ?? ''
    this.#held = undefined
    const written = readCall(text)
    if (written === undefined) return { text }
    if (!this.#names.has(written.tool)) {
      const known = [...this.#names].join(', ')
      throw new MalformedAnswerError(
        `it called a tool that does not exist as text; call one of ${known} as a tool, or answer in words`,
      )
    }
    return { text: '', call: { id: 'plain', ...written } }
  }
}

/** Reads words that are nothing but a call, in the ways in which models are known to write them. */
function readCall(text: string): { tool: string; input: unknown } | undefined {
  const bare = text
    .trim()
    .replace(/^(?:<tool_call>|\[TOOL_CALLS\]|<\|python_tag\|>)\s*/, '')
    .replace(/\s*<\/tool_call>$/, '')
    .replace(/^```(?:json|tool_call|tool_code)?\s*([^]*?)\s*```$/, '$1')
  const named = /^<function=([\w-]+)>\s*([^]*?)\s*(?:<\/function>)?$/.exec(bare)
  if (named?.[1] !== undefined) return { tool: named[1], input: parsed(named[2] ?? '') ?? {} }
  const value = parsed(bare)
  const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value
  if (typeof one !== 'object' || one === null || Array.isArray(one)) return undefined
  const fields = one as Record<string, unknown>
  const inner = typeof fields['function'] === 'object' ? (fields['function'] as typeof fields) : fields
  const tool = inner?.['name'] ?? inner?.['tool'] ?? inner?.['tool_name']
  const given = inner?.['arguments'] ?? inner?.['parameters'] ?? inner?.['args'] ?? inner?.['input']
  if (typeof tool !== 'string' || given === undefined) return undefined
  return { tool, input: typeof given === 'string' ? parsed(given) : given }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
