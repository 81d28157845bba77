import type { MemberId, NewEvent, RoomId, TurnPlan } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { realClock } from '../clock.ts'
import type { ModelCalls } from './model-calls.ts'
import { TurnRunner } from './turn-runner.ts'
import type { AnswerWithoutTime } from './turn-runner.ts'

const ANN = 'ann' as MemberId
const BOB = 'bob' as MemberId
const USAGE = { model: 'scripted', inputTokens: 1, outputTokens: 1, cachedTokens: 0 }
const REASONS = [{ code: 'model-choice' as const, member: ANN, score: 0.8 }]

/** What one turn tells the director and writes, with calls that answer so. */
function turnWith(calls: Partial<ModelCalls>, mayWrite: () => Promise<boolean> = async () => true) {
  const told: AnswerWithoutTime[] = []
  const written: NewEvent[] = []
  let heard: () => void = () => undefined
  const answer = new Promise<void>((resolve) => (heard = resolve))
  const unasked = () => Promise.reject(new Error('not asked'))
  const turn = new TurnRunner(
    {
      calls: { decide: unasked, words: unasked as never, ...calls },
      clock: realClock,
      append: async (events) => {
        if (!(await mayWrite())) return { status: 'refused', code: 'fenced' }
        written.push(...events)
        return { status: 'appended', events: [] }
      },
      tell: (input) => {
        told.push(input)
        heard()
      },
      report: (fault) => expect.unreachable(fault),
    },
    'room' as RoomId,
    { id: 't1' } as TurnPlan,
  )
  return { turn, told, written, answer }
}

async function* streamed(...texts: string[]) {
  for (const text of texts) yield { type: 'text', text } as const
  yield { type: 'end', usage: USAGE, finishReason: 'cut', cutFor: BOB } as const
}

describe('[D6 D10 D12] the director is told what a model chose', () => {
  test('whole words: how long they are, and why', async () => {
    const composed = { speaker: ANN, text: 'Nine!', reasons: REASONS, usage: USAGE, finishReason: 'stop' }
    const { turn, told, answer } = turnWith({ decide: async () => ({ ...composed, reaction: 'heart' }) })
    turn.decide()
    await answer
    const choice = { turn: 't1', speaker: ANN, reaction: 'heart', reasons: REASONS }
    expect(told).toEqual([{ type: 'answered', ...choice, characters: 5 }])
  })

  test('a speaker whose words are yet to come', async () => {
    const { turn, told, answer } = turnWith({
      decide: async () => ({ speaker: ANN, reasons: REASONS, usage: USAGE }),
    })
    turn.decide()
    await answer
    expect(told).toEqual([{ type: 'picked', turn: 't1', speaker: ANN, reasons: REASONS, usage: USAGE }])
  })

  test('nobody, and who reacts instead', async () => {
    const { turn, told, answer } = turnWith({
      decide: async () => ({ declined: true, by: BOB, reaction: 'like', reasons: REASONS, usage: USAGE }),
    })
    turn.decide()
    await answer
    const choice = { turn: 't1', by: BOB, reaction: 'like', reasons: REASONS }
    expect(told).toEqual([{ type: 'declined', ...choice, usage: USAGE }])
  })

  test('a stream: at its first words, whose length nobody knows', async () => {
    const { turn, told, answer } = turnWith({ words: () => streamed('a', 'b') })
    turn.think(ANN)
    await answer
    expect(told).toEqual([{ type: 'answered', turn: 't1', speaker: ANN }])
  })
})

describe('[M4 M5] why a model stopped, how long it took, and in whose name it went on are in the log', () => {
  test('of whole words', async () => {
    const composed = { speaker: ANN, text: 'Hi', usage: USAGE, finishReason: 'stop', cutFor: BOB }
    const { turn, written, answer } = turnWith({ decide: async () => composed })
    turn.decide()
    await answer
    turn.speak(ANN)
    await turn.abort()
    const end = { usage: USAGE, cutFor: BOB, finishReason: 'stop', durationMs: expect.any(Number) }
    expect(written.map(({ data }) => data)).toEqual([{ text: 'Hi', turn: 't1', ...end }])
  })

  test('of a stream', async () => {
    const { turn, written, answer } = turnWith({ words: () => streamed('Hi') })
    turn.think(ANN)
    await answer
    turn.speak(ANN)
    await expect.poll(() => written.at(-1)?.type).toBe('message-finished')
    const end = { status: 'complete', cutFor: BOB, finishReason: 'cut', durationMs: expect.any(Number) }
    expect(written.at(-1)?.data).toMatchObject({ text: 'Hi', ...end })
  })
})

describe('[M7 D4] what a tool does is in the log before anything comes of it', () => {
  async function* withTool(ran: string[]) {
    yield { type: 'tool-called', call: 'c1', tool: 'danger', arguments: '{}' } as const
    ran.push('danger')
    yield { type: 'tool-finished', call: 'c1', status: 'done', result: 'ok', durationMs: 1 } as const
    yield* streamed('Done.')
  }

  test('no tool runs while its call is not stored', async () => {
    const ran: string[] = []
    let store: (taken: boolean) => void = () => undefined
    const stored = new Promise<boolean>((resolve) => (store = resolve))
    const { turn, written, answer } = turnWith({ words: () => withTool(ran) }, () => stored)
    turn.think(ANN)
    await new Promise(setImmediate)
    expect(ran).toEqual([])
    store(true)
    await answer
    expect(ran).toEqual(['danger'])
    expect(written.map(({ id, type }) => `${id} ${type}`)).toEqual([
      't1-c1-tool-called tool-called',
      't1-c1-tool-finished tool-finished',
    ])
  })

  test('nor where the fence refuses it', async () => {
    const ran: string[] = []
    const { turn, told, written } = turnWith({ words: () => withTool(ran) }, async () => false)
    turn.think(ANN)
    await new Promise(setImmediate)
    expect({ ran, told, written }).toEqual({ ran: [], told: [], written: [] })
    await turn.abort()
  })
})
