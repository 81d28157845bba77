import { utf8Bytes, LIMITS } from '@parley/protocol'
import type { ToolStatus, Usage } from '@parley/protocol'
import type { ModelMessage } from 'ai'
import { addUsage } from '../models/index.ts'
import type { ReplyEnd, ReplyPart, ToolRequest } from '../models/index.ts'
import { asData, cutOff, MAX_KEPT } from './run-tool.ts'
import type { ToolAnswer } from './run-tool.ts'
import type { Tool } from './tool.ts'

/** Calls of its model that one answer may take, and calls of tools in all of them. */
export const MAX_STEPS = 8
export const MAX_CALLS = 16
const MAX_ARGUMENTS = 2_000
/** People see the whole of what they approve: a dangerous call with longer arguments is not made. [S5] */
const MAX_APPROVED = 12_000
const BETWEEN = '\n\n'

/** What tools do within an answer, in the order in which the room is to know it. */
export type ToolPart =
  | { type: 'tool-called'; call: string; tool: string; arguments: string }
  | { type: 'approval-requested'; call: string; needed: number; expiresAt: number }
  | { type: 'tool-finished'; call: string; status: ToolStatus; result: string; durationMs: number }

/** One request to the model, with what came in the steps before. */
export type Step = (request: {
  steps: readonly ModelMessage[]
  wordsOnly: boolean
  maxBytes: number
}) => AsyncIterable<ReplyPart>

export type Conversation = {
  readonly tools: readonly Tool[]
  readonly step: Step
  /** Runs a call that may run; throws only when the turn is cut off. */
  readonly run: (tool: Tool, input: unknown) => Promise<ToolAnswer>
  /** What has to be asked of people before a call of this tool, if anything. */
  readonly approval: Approvals
  readonly now: () => number
}

export type Approvals = {
  /** How many have to approve, and until when. */
  terms: () => { needed: number; expiresAt: number }
  /** Waits for the people; throws only when the turn is cut off. */
  wait: (call: string, terms: { needed: number; expiresAt: number }) => Promise<Verdict>
}

export type Verdict = 'approved' | 'declined' | 'expired'

/**
 * An answer with tools: the model speaks, calls tools, hears of their answers, and goes on, within a bound.
 * What is yielded is written to the log before the next thing is done, so that no tool runs of which the room
 * does not know. The calls of one step run at the same time. [M4, M7]
 */
export async function* converse(
  conversation: Conversation,
): AsyncGenerator<ReplyPart | ToolPart, void, undefined> {
  const steps: ModelMessage[] = []
  let usage: Usage | undefined
  let left = LIMITS.maxTextBytes
  let calls = 0
  for (let number = 1; ; number += 1) {
    const wordsOnly = number === MAX_STEPS || calls >= MAX_CALLS
    let end: ReplyEnd | undefined
    let isFirst = left < LIMITS.maxTextBytes
    for await (const part of conversation.step({ steps, wordsOnly, maxBytes: left })) {
      if (part.type === 'end') end = part
      else if (part.type === 'text') {
        const text = isFirst ? `${BETWEEN}${part.text}` : part.text
        isFirst = false
        left -= utf8Bytes(text)
        yield { type: 'text', text }
      } else yield part
    }
    if (end === undefined) return
    usage = addUsage(usage, end.usage)
    const { calls: asked, messages, ...rest } = end
    if (asked === undefined || messages === undefined || left <= BETWEEN.length) {
      return yield { ...rest, usage }
    }
    const results = yield* callAll(conversation, asked, calls)
    calls += asked.length
    steps.push(...messages, { role: 'tool', content: results })
  }
}

type Result = Extract<ModelMessage, { role: 'tool' }>['content'][number]

/** Answers every call, in the order of the calls. */
async function* callAll(
  conversation: Conversation,
  requests: readonly ToolRequest[],
  before: number,
): AsyncGenerator<ToolPart, Result[], undefined> {
  const begun = requests.map((request, index) => ({ request, call: `c${before + index + 1}` }))
  const waiting = new Map<string, Promise<Finished>>()
  const start = (call: string, work: Promise<Finished>) => {
    // Whoever is not waited for any more, since the turn was cut off, may reject.
    work.catch(() => undefined)
    waiting.set(call, work)
  }
  for (const { request, call } of begun) {
    const given = JSON.stringify(request.input) ?? 'null'
    yield {
      type: 'tool-called',
      call,
      tool: request.tool.replace(/[^\w-]/g, '_').slice(0, 64) || 'unknown',
      arguments: cutOff(given, isDangerous(conversation, request) ? MAX_APPROVED : MAX_ARGUMENTS),
    }
  }
  for (const { request, call } of begun) {
    const tool = conversation.tools.find(({ name }) => name === request.tool)
    const startedAt = conversation.now()
    if (before + waiting.size >= MAX_CALLS) start(call, refuse(call, TOO_MANY))
    else if (tool === undefined) start(call, refuse(call, request.fault ?? NO_SUCH_TOOL))
    else if (request.fault !== undefined) start(call, refuse(call, request.fault))
    else if (tool.dangerous && (JSON.stringify(request.input) ?? '').length > MAX_APPROVED)
      start(call, refuse(call, TOO_LONG))
    else if (tool.dangerous) {
      const terms = conversation.approval.terms()
      yield { type: 'approval-requested', call, ...terms }
      const verdict = conversation.approval.wait(call, terms)
      start(call, approved(conversation, tool, request, call, verdict))
    } else start(call, finish(conversation, tool, request, call, startedAt))
  }
  const answers = new Map<string, ToolAnswer>()
  while (waiting.size > 0) {
    const { call, answer, durationMs } = await Promise.race(waiting.values())
    waiting.delete(call)
    answers.set(call, answer)
    const result = cutOff(answer.text, MAX_KEPT)
    yield { type: 'tool-finished', call, status: answer.status, result, durationMs }
  }
  return begun.map(({ request, call }) => ({
    type: 'tool-result',
    toolCallId: request.id,
    toolName: request.tool,
    output: {
      type: 'text',
      value: asData(request.tool, answers.get(call) ?? { status: 'failed', text: '' }),
    },
  }))
}

const TOO_MANY = 'This answer has used up its calls of tools: finish it in words.'
const TOO_LONG = 'Its arguments are too long for people to approve.'
const NO_SUCH_TOOL = 'There is no such tool.'

function isDangerous({ tools }: Conversation, { tool }: ToolRequest): boolean {
  return tools.some(({ name, dangerous }) => name === tool && dangerous)
}

type Finished = { call: string; answer: ToolAnswer; durationMs: number }

async function refuse(call: string, text: string): Promise<Finished> {
  return { call, answer: { status: 'failed', text }, durationMs: 0 }
}

async function finish(
  { run, now }: Conversation,
  tool: Tool,
  { input }: ToolRequest,
  call: string,
  startedAt: number,
): Promise<Finished> {
  const answer = await run(tool, input)
  return { call, answer, durationMs: Math.max(0, Math.round(now() - startedAt)) }
}

const UNAPPROVED: Record<Exclude<Verdict, 'approved'>, ToolAnswer> = {
  declined: { status: 'declined', text: 'A person declined this call. Do not try it again.' },
  expired: { status: 'expired', text: 'Nobody approved this call in time.' },
}

async function approved(
  conversation: Conversation,
  tool: Tool,
  request: ToolRequest,
  call: string,
  awaited: Promise<Verdict>,
): Promise<Finished> {
  const verdict = await awaited
  if (verdict !== 'approved') return { call, answer: UNAPPROVED[verdict], durationMs: 0 }
  return finish(conversation, tool, request, call, conversation.now())
}
