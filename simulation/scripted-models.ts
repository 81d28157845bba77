import type { Failure, MemberId, Reaction, Reason, RoomId, TurnPlan, Usage } from '@parley/protocol'
import { REACTIONS } from '@parley/protocol'
import { ModelFailure } from '../packages/server/src/models/failure.ts'
import type { ModelCalls } from '../packages/server/src/rooms/model-calls.ts'
import type { ProcessLife } from './process-life.ts'
import type { Random } from './random.ts'

/** By then the real calls give a silent model up. */
const DEADLINE_MS = 60_000

const USAGE: Usage = { model: 'scripted', inputTokens: 100, outputTokens: 10, cachedTokens: 0 }

const FAILURES: Record<'unavailable' | 'timeout', Failure> = {
  unavailable: { code: 'provider-unavailable', message: 'The model could not be reached.', retryable: true },
  timeout: { code: 'provider-timeout', message: 'The model did not answer.', retryable: true },
}

/** What breaks in a script on purpose; whatever else a turn reports is a fault of ours. */
export class ScriptedFault extends Error {}

export type ScriptSurroundings = {
  life: ProcessLife
  random: Random
  names: readonly string[]
  /** Whether the turn was interrupted so long ago that its calls must have been stopped. */
  isForgotten: (room: RoomId, turn: string) => boolean
  broken: (what: string) => void
}

/**
 * Models that answer, dawdle, fail, fall silent, break off, name somebody who may not speak, and sometimes go
 * on after they were told to stop: what a provider does on a bad day.
 */
export function scriptModels({ life, random, names, isForgotten, broken }: ScriptSurroundings): ModelCalls {
  const wait = (ms: number, signal: AbortSignal) => pause(life, ms, random.chance(0.8) ? signal : undefined)
  const watch = (room: RoomId, { id }: TurnPlan, signal: AbortSignal) => {
    if (!signal.aborted && isForgotten(room, id)) broken(`D4: a call of ${id} in ${room} was never stopped`)
  }

  async function decide(room: RoomId, plan: TurnPlan, signal: AbortSignal) {
    await wait(thinkingMs(random), signal)
    await misbehave(signal, wait, random)
    watch(room, plan, signal)
    const isWrong = random.chance(0.03)
    const speaker = isWrong ? ('nobody' as MemberId) : (plan.mustAnswer ?? random.pick(plan.candidates))
    if (plan.mayDecline === true && random.chance(0.4)) return decline(plan, random)
    const reaction: { reaction?: Reaction } = random.chance(0.5) ? { reaction: random.pick(REACTIONS) } : {}
    const chosen = { speaker, ...reaction, usage: USAGE }
    return random.chance(0.4) || plan.mayDecline === true
      ? chosen
      : { ...chosen, text: sentence(random, names), finishReason: 'stop' }
  }

  async function* words(room: RoomId, plan: TurnPlan, _speaker: MemberId, signal: AbortSignal) {
    await wait(thinkingMs(random), signal)
    await misbehave(signal, wait, random)
    if (usesTool(plan)) yield* callTools(life, signal)
    const everyMs = random.pick([0, 20, 300, 900])
    for (let part = random.between(1, 6); part > 0; part -= 1) {
      yield { type: 'text', text: `${sentence(random, names)} ` } as const
      await wait(everyMs, signal)
      if (random.chance(0.03)) await misbehave(signal, wait, random, 1)
      watch(room, plan, signal)
    }
    yield { type: 'end', usage: USAGE, finishReason: 'stop' } as const
  }

  return { decide, words }
}

/** Every fourth turn has something done before it speaks; no dice, so that the rest stays as it was. */
function usesTool({ id }: TurnPlan): boolean {
  return Number(id.slice(1)) % 4 === 0
}

async function* callTools(life: ProcessLife, signal: AbortSignal) {
  for (const call of ['c1', 'c2']) {
    yield { type: 'tool-called', call, tool: 'scripted', arguments: '{}' } as const
    await pause(life, TOOL_MS, signal)
    yield { type: 'tool-finished', call, status: 'done', result: 'ok', durationMs: TOOL_MS } as const
  }
}

const TOOL_MS = 150

/** Nobody speaks; now and then somebody reacts, and now and then one that was not asked. */
function decline({ candidates }: TurnPlan, random: Random) {
  const by = random.chance(0.03) ? ('nobody' as MemberId) : random.pick(candidates)
  const reacting = random.chance(0.3) ? { by, reaction: random.pick(REACTIONS) } : {}
  const reasons: Reason[] = [{ code: 'model-declined' }]
  return { declined: true as const, ...reacting, reasons, usage: USAGE }
}

type Wait = (ms: number, signal: AbortSignal) => Promise<void>

async function misbehave(signal: AbortSignal, wait: Wait, random: Random, probability = 0.12): Promise<void> {
  if (!random.chance(probability)) return
  const how = random.weighted({ fails: 5, throws: 1, 'falls silent': 3 })
  if (how === 'throws') throw new ScriptedFault('the script throws')
  if (how === 'falls silent') await wait(DEADLINE_MS, signal)
  throw new ModelFailure(FAILURES[how === 'fails' ? 'unavailable' : 'timeout'])
}

function thinkingMs(random: Random): number {
  return random.chance(0.2) ? random.between(0, 30) : random.between(100, 4_000)
}

function sentence(random: Random, names: readonly string[]): string {
  return random.chance(0.3)
    ? `${random.pick(names)}, what do you say?`
    : random.pick(['Well.', 'It rains.', 'Yes!', 'Great point!'])
}

/** Rejects with the reason of the signal as soon as it is aborted; without one it cannot be stopped. */
function pause(life: ProcessLife, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason)
    const stop = () => {
      cancel()
      reject(signal?.reason)
    }
    const cancel = life.clock.after(ms, () => {
      signal?.removeEventListener('abort', stop)
      resolve()
    })
    signal?.addEventListener('abort', stop, { once: true })
  })
}
