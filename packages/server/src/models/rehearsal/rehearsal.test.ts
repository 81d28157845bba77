import { utf8Bytes, type MemberId } from '@parley/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleRoom, say, type ExampleRoom } from '../../../test/example-room.ts'
import { ambientContext, autopilotContext, speakerContext } from '../../context/index.ts'
import { STARTER_AGENTS } from '../../starter/index.ts'
import {
  composeAutopilot,
  configureModels,
  judgeAmbient,
  pickSpeaker,
  streamReply,
  type ReplyPart,
  type StreamRequest,
} from '../index.ts'

const models = await configureModels({ OLLAMA_HOST: '', PARLEY_SEED: 'tests', PARLEY_PACE: 'instant' })
const model = models.resolve('')

function starterRoom(...names: string[]): ExampleRoom {
  return exampleRoom(STARTER_AGENTS.filter(({ name }) => names.includes(name)))
}

async function partsOf(request: StreamRequest): Promise<ReplyPart[]> {
  const parts: ReplyPart[] = []
  for await (const part of streamReply(request)) parts.push(part)
  return parts
}

/** Lets the room talk as the director does: who was quiet longest first, never the same one twice. */
async function talk(room: ExampleRoom, count: number, seed = model): Promise<string[]> {
  const texts: string[] = []
  for (let turn = 0; turn < count; turn += 1) {
    const last = room.timeline.at(-1)
    const spokeAt = (id: MemberId) => room.timeline.findLastIndex((item) => item.by === id)
    const candidates = [...room.agents.keys()]
      .filter((id) => id !== last?.by)
      .toSorted((a, b) => spokeAt(a) - spokeAt(b))
    const context = autopilotContext({ ...room, candidates, wrapUp: count > 1 && turn === count - 1 })
    const { speaker, text } = await composeAutopilot({ model: seed, context })
    expect(candidates).toContain(speaker)
    say(room, speaker, text)
    texts.push(text)
  }
  return texts
}

describe('[M2] the rehearsal model in a room', () => {
  test('is deterministic by seed', async () => {
    const run = async (seed: string) => {
      const room = starterRoom('Elon Musk', 'Steve Jobs', 'Sam Altman')
      say(room, 'p_robin', 'Should I open a bakery?')
      const seeded = await configureModels({ OLLAMA_HOST: '', PARLEY_SEED: seed })
      return talk(room, 5, seeded.resolve(''))
    }
    expect(await run('one')).toEqual(await run('one'))
    expect(await run('one')).not.toEqual(await run('two'))
  })

  test('is on topic, never repeats itself and ends without asking a character', async () => {
    const room = starterRoom('Elon Musk', 'Steve Jobs', 'Jiro Ono', 'Gus Pruitt')
    const texts: string[] = []
    for (const question of [
      'Should I open a bakery?',
      'What about the rent?',
      'tea or coffee?',
      'so who bakes?',
    ]) {
      say(room, 'p_robin', question)
      const said = await talk(room, 5)
      expect(said.at(-1)).not.toContain('?')
      texts.push(...said)
    }
    expect(texts.slice(0, 5).join(' ')).toMatch(/bakery/)
    expect(texts.slice(10, 15).join(' ')).toMatch(/tea|coffee/)
    expect(new Set(texts).size).toBe(texts.length)
    for (const text of texts) {
      expect(text).not.toMatch(/[{}]|undefined|\bthis this\b/)
      expect(text.length).toBeLessThan(400)
    }
  })

  test('who is asked by name answers', async () => {
    const room = starterRoom('Ada Lovelace', 'Socrates')
    say(room, 'p_robin', 'Can machines think?')
    say(room, 'a_socrates', 'Ada, which machines do you trust?')
    const context = autopilotContext({ ...room, candidates: ['a_ada-lovelace' as MemberId] })
    const { speaker, text } = await composeAutopilot({ model, context })
    expect(speaker).toBe('a_ada-lovelace')
    expect(text).toMatch(/Socrates/)
  })

  test.each([
    'are you a real AI?',
    'Is this a real language model?',
    'what model is behind this?',
    'are you human?',
  ])('says plainly that it rehearses when asked: %s', async (question) => {
    const room = starterRoom('Steve Jobs', 'Ada Lovelace')
    say(room, 'p_robin', question)
    const [first, second] = await talk(room, 2)
    expect(first).toMatch(/rehears/)
    expect(second).toMatch(/rehears/)
  })

  test('does not confess when nobody asked', async () => {
    const room = starterRoom('Steve Jobs')
    say(room, 'p_robin', 'which model of car should I buy?')
    expect((await talk(room, 1))[0]).not.toMatch(/rehears/)
  })

  test('[D8] reacts when it is told to', async () => {
    const room = starterRoom('Steph Curry', 'Draymond Green')
    const joke = say(room, 'p_robin', 'haha that was a good one 😂')
    const candidates = ['a_steph-curry', 'a_draymond-green'] as MemberId[]
    const request = { model, context: autopilotContext({ ...room, candidates, reactTo: joke.id }) }
    expect((await composeAutopilot(request)).reaction).toBe('laugh')
    expect((await pickSpeaker(request)).reaction).toBe('laugh')
    const unasked = { model, context: autopilotContext({ ...room, candidates }) }
    expect(await composeAutopilot(unasked)).not.toHaveProperty('reaction')
  })

  test('[D10] asked whether anybody speaks: questions it takes up, small talk hardly ever', async () => {
    const judged = async (text: string, count = 40) => {
      const choices: (string | undefined)[] = []
      for (let index = 0; index < count; index += 1) {
        const room = starterRoom('Steph Curry', 'Draymond Green')
        const last = say(room, 'p_robin', `${text}${index}${text.endsWith('?') ? '?' : '.'}`)
        const candidates = ['a_draymond-green', 'a_steph-curry'] as MemberId[]
        const context = ambientContext({ ...room, candidates, reactTo: last.id })
        const judgement = await judgeAmbient({ model, context })
        expect(await judgeAmbient({ model, context }), 'deterministic').toEqual(judgement)
        expect(judgement.reasons?.[0]?.note).toBeTruthy()
        choices.push('speaker' in judgement ? judgement.speaker : undefined)
      }
      return choices.filter((choice) => choice !== undefined)
    }
    expect(await judged('Who wins game ?')).toHaveLength(40)
    expect((await judged('See you at ')).length).toBeLessThan(16)
    expect(new Set(await judged('Steph, who wins game ?', 5))).toEqual(new Set(['a_steph-curry']))
  })

  test('speaks for agents that people made, in their tone', async () => {
    const room = exampleRoom([
      { id: 'a_bob', name: 'Bob (the "pirate"', personality: 'Talks like a pirate.' },
    ])
    const texts: string[] = []
    for (const question of [
      'What about the treasure?',
      'And the map?',
      'Do we need a ship?',
      'And a flag?',
    ]) {
      say(room, 'p_robin', question)
      texts.push(...(await talk(room, 1)))
    }
    expect(texts.join(' ')).toMatch(/Arr|Ahoy|tides|parrot|Mark me|Steady/)
  })

  test('[M4] streams in pieces that make up the text, with usage counted from it', async () => {
    const room = starterRoom('Ada Lovelace')
    say(room, 'p_robin', 'What is a loop?')
    const context = speakerContext({ ...room, speaker: 'a_ada-lovelace' as MemberId })
    const parts = await partsOf({ model, context })
    const words = parts.filter((part) => part.type === 'text')
    const end = parts.at(-1)
    expect(words.length).toBeGreaterThan(4)
    expect(words.map(({ text }) => text).join('')).toMatch(/loop/)
    expect(end).toMatchObject({ type: 'end', finishReason: 'stop', usage: { model: 'rehearsal:improv' } })
    expect(end?.type === 'end' && end.usage.inputTokens).toBeGreaterThan(100)
    expect(end?.type === 'end' && end.usage.outputTokens).toBeGreaterThan(4)
  })

  test('waits between the pieces, and not in a room whose pace is instant', async () => {
    const waits: number[] = []
    const paced = await configureModels({ OLLAMA_HOST: '' }, { delay: async (ms) => void waits.push(ms) })
    const room = starterRoom('Ada Lovelace')
    say(room, 'p_robin', 'What is a loop?')
    const context = speakerContext({ ...room, speaker: 'a_ada-lovelace' as MemberId })
    await partsOf({ model: paced.resolve('', { pace: 'instant' }), context })
    expect(waits).toEqual([])
    const parts = await partsOf({ model: paced.resolve('', { pace: 'human' }), context })
    expect(waits.length).toBeGreaterThanOrEqual(parts.length - 1)
    expect(waits.every((ms) => ms === 25)).toBe(true)
  })

  test('[D4] an abort in mid-stream ends it at once', async () => {
    const controller = new AbortController()
    const room = starterRoom('Ada Lovelace')
    say(room, 'p_robin', 'What is a loop?')
    const context = speakerContext({ ...room, speaker: 'a_ada-lovelace' as MemberId })
    const heard: string[] = []
    const listen = async () => {
      for await (const part of streamReply({ model, context, signal: controller.signal })) {
        if (part.type === 'text') heard.push(part.text)
        if (heard.length === 2) controller.abort()
      }
    }
    await expect(listen()).rejects.toMatchObject({ name: 'AbortError' })
    expect(heard).toHaveLength(2)
  })

  test('never breaks, whatever people call themselves and write', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).filter((name) => name.trim() !== ''),
        fc.array(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }), {
          minLength: 1,
          maxLength: 3,
        }),
        async (name, texts) => {
          const room = exampleRoom([
            { id: 'a_1', name },
            { id: 'a_2', name, personality: texts[0] ?? '' },
          ])
          for (const text of texts) say(room, 'p_robin', text)
          for (const text of await talk(room, 3)) expect(utf8Bytes(text)).toBeGreaterThan(0)
        },
      ),
      { numRuns: 40 },
    )
  })
})
