import type { Budget, FAILURE_CODES, RoomId, Usage } from '@parley/protocol'
import type { ModelMessage } from 'ai'
import { FILE_TOKENS } from '../context/index.ts'
import { ModelFailure } from '../models/index.ts'
import type { ReplyPart, ResolvedModel } from '../models/index.ts'
import type { Reservation, Spending } from '../spending/spending.ts'

/** A call that is about to be made, and what it will be charged to. */
export type Metering = {
  /** Absent: nothing is counted. */
  spending: Spending | undefined
  room: RoomId
  budget: Budget | undefined
  /** A rehearsal costs nothing. */
  model: Pick<ResolvedModel, 'rehearsal'>
  context: { readonly system: string; readonly messages: readonly ModelMessage[] }
}

/** Characters of a token, guessed low, so that the guess of the tokens is high. */
const CHARACTERS_PER_TOKEN = 3
/** Room for the answer. */
const ANSWER_TOKENS = 1_000

/** Failures for which no provider asks money: the call was turned away, or arrived nowhere. */
const FREE: readonly (typeof FAILURE_CODES)[number][] = [
  'provider-unauthorized',
  'provider-rate-limited',
  'provider-unavailable',
  'model-not-found',
]

/** Makes a call within its budgets: reserved before, corrected after. [D13] Throws as the call, and as `reserve`. */
export async function metered<Result extends { readonly usage: Usage }>(
  metering: Metering,
  call: () => Promise<Result>,
): Promise<Result> {
  const reservation = await reserve(metering)
  try {
    const result = await call()
    await reservation?.settle(result.usage)
    return result
  } catch (error) {
    if (isFree(error)) await reservation?.release()
    throw error
  }
}

/** The same for words that come bit by bit. What broke off after the first of them stays reserved. */
export async function* meteredStream(
  metering: Metering,
  stream: () => AsyncIterable<ReplyPart>,
): AsyncGenerator<ReplyPart> {
  const reservation = await reserve(metering)
  let begun = false
  try {
    for await (const part of stream()) {
      if (part.type === 'end') await reservation?.settle(part.usage)
      begun = true
      yield part
    }
  } catch (error) {
    if (!begun && isFree(error)) await reservation?.release()
    throw error
  }
}

async function reserve(metering: Metering): Promise<Reservation | undefined> {
  const { spending, room, budget, model, context } = metering
  if (spending === undefined || model.rehearsal) return undefined
  return spending.reserve({ room, budget, tokens: tokensOf(context) })
}

function tokensOf({ system, messages }: Metering['context']): number {
  const characters = messages.reduce((sum, { content }) => sum + lengthOf(content), system.length)
  return Math.ceil(characters / CHARACTERS_PER_TOKEN) + ANSWER_TOKENS
}

function lengthOf(content: ModelMessage['content']): number {
  if (typeof content === 'string') return content.length
  return content.reduce((sum, part) => sum + lengthOfPart(part), 0)
}

/** The bytes of a file say nothing of its tokens. */
function lengthOfPart(part: Exclude<ModelMessage['content'], string>[number]): number {
  if (part.type === 'file') return FILE_TOKENS * CHARACTERS_PER_TOKEN
  return part.type === 'text' ? part.text.length : JSON.stringify(part).length
}

function isFree(error: unknown): boolean {
  return error instanceof ModelFailure && FREE.includes(error.failure.code)
}
