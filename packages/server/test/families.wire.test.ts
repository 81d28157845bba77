import { afterEach, describe, expect, test } from 'vitest'
import { configureModels } from '../src/models/index.ts'
import type { Tool } from '../src/tools/tool.ts'
import { calling, ELON, STEVE, testTool, ToolServer } from './tool-server.ts'
import type { Answering } from './tool-server.ts'

let server: ToolServer | undefined
afterEach(async () => {
  const faults = await server?.close()
  server = undefined
  expect(faults ?? []).toEqual([])
})

const weather = testTool('weather', async ({ of }) => `Sunny in ${of}.`)
/** Tokens of one request, as each of the formats names them. */
const USED = {
  usage: {
    prompt_tokens: 100,
    completion_tokens: 10,
    input_tokens: 100,
    output_tokens: 10,
    promptTokenCount: 100,
    candidatesTokenCount: 10,
  },
}
const CHAT = '/v1/chat/completions'

/** Every family as people reach it, and where its requests go. */
const FAMILIES = [
  { family: 'OpenAI responses', model: 'openai:gpt-6-astra', path: '/v1/responses' },
  { family: 'OpenAI chat completions, at an address of one’s own', model: 'custom:local-model', path: CHAT },
  { family: 'OpenRouter, which is compatible with OpenAI', model: 'openrouter:any/model', path: CHAT },
  { family: 'Anthropic', model: 'anthropic:claude-haiku-5-5', path: '/v1/messages' },
  { family: 'Gemini', model: 'google:gemini-4-hydrogen', path: '/v1beta/models/gemini-4-hydrogen:' },
  { family: 'Ollama, found at OLLAMA_HOST', model: 'ollama:llama3', path: CHAT },
] as const

describe.each(FAMILIES)('[M1] $family', { timeout: 30_000 }, ({ model, path }) => {
  async function roomWith(answering: Answering, tools: readonly Tool[] = [], members: string[] = [STEVE]) {
    server = await ToolServer.open(answering, tools, { model, chunkSize: 8 })
    return server.room(members)
  }

  test('[M4] streams a reply in pieces, and says what it used up', async () => {
    const room = await roomWith(() => ({ content: 'Nine roses, and a tenth in the glass.', ...USED }))
    await room.post('How many roses?')
    await room.nth('turn-ended')
    const pieces = room.of('message-appended').map(({ data }) => data.text)
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.join('')).toBe('Nine roses, and a tenth in the glass.')
    expect(room.of('message-finished')[0]?.data).toMatchObject({ finishReason: 'stop' })
    const [message] = await room.messages()
    expect(message).toMatchObject({
      text: 'Nine roses, and a tenth in the glass.',
      status: 'complete',
      usage: { model, inputTokens: 100, outputTokens: 10 },
    })
    const requests = server?.requests() ?? []
    expect(requests).toHaveLength(1)
    expect(requests[0]?.startsWith(`POST ${path}`), requests[0]).toBe(true)
  })

  test('[M7] calls a tool live, hears its result, and goes on in words', async () => {
    const room = await roomWith(
      ({ results }) =>
        results === 0
          ? { toolCalls: [calling('weather')], ...USED }
          : { content: 'It is sunny in Rome, they say.', ...USED },
      [weather],
    )
    await room.post('How is the weather in Rome?')
    await room.nth('turn-ended')
    const types = room.watcher.events.map(({ type }) => type)
    expect(types.indexOf('tool-called')).toBeLessThan(types.indexOf('tool-finished'))
    expect(types.indexOf('tool-finished')).toBeLessThan(types.indexOf('message-started'))
    expect(room.of('tool-called')[0]?.data).toMatchObject({ tool: 'weather', arguments: '{"of":"Rome"}' })
    const [message] = await room.messages()
    expect(message).toMatchObject({
      text: 'It is sunny in Rome, they say.',
      status: 'complete',
      calls: [{ tool: 'weather', status: 'done', result: 'Sunny in Rome.', arguments: '{"of":"Rome"}' }],
      usage: { model, inputTokens: 200, outputTokens: 20 },
    })
    expect(message?.calls?.[0]?.durationMs).toBeGreaterThanOrEqual(0)
    expect(server?.asked).toHaveLength(2)
    expect(server?.asked[1]?.body).toContain('Sunny in Rome.')
  })

  test('[M7] calls two tools at once, which run side by side, with words before and after', async () => {
    const running: (() => void)[] = []
    const both = testTool('weather', async ({ of }) => {
      // Neither answers before the other has been called.
      await new Promise<void>((resolve) => {
        running.push(resolve)
        if (running.length === 2) for (const answer of running) answer()
      })
      return `Sunny in ${of}.`
    })
    const room = await roomWith(
      ({ results }) =>
        results === 0
          ? {
              content: 'Let me look.',
              toolCalls: [calling('weather'), calling('weather', { of: 'Oslo' }, 'call_2')],
            }
          : { content: 'Sunny in both.' },
      [both],
    )
    await room.post('Rome and Oslo?')
    await room.nth('turn-ended')
    const [message] = await room.messages()
    expect(message?.text).toBe('Let me look.\n\nSunny in both.')
    expect(message?.calls).toMatchObject([{ result: 'Sunny in Rome.' }, { result: 'Sunny in Oslo.' }])
    expect(server?.asked.at(-1)?.results).toBe(2)
  })

  test('[M4] thinks before it speaks, which is kept with the message and not among its words', async () => {
    const room = await roomWith(() => ({ content: 'Four.', reasoning: 'Two and two make four.' }), [weather])
    await room.post('Two and two?')
    await room.nth('turn-ended')
    expect((await room.messages())[0]).toMatchObject({ text: 'Four.', thinking: 'Two and two make four.' })
  })

  test('[D2] gives speaker, words and usage in one structured answer', async () => {
    const said = { speaker: 'elon-musk', message: 'Nine roses.' }
    const room = await roomWith(() => ({ toolCalls: [calling('say', said)], ...USED }), [], [STEVE, ELON])
    await room.command({ type: 'change-room', changes: { maxConsecutiveAgentMessages: 1 } })
    await room.post('How many roses?')
    await room.nth('turn-ended')
    expect((await room.messages())[0]).toMatchObject({
      by: ELON,
      text: 'Nine roses.',
      usage: { model, inputTokens: 100, outputTokens: 10 },
    })
    expect(server?.asked.map(({ tools }) => tools)).toEqual([['say']])
  })
})

test('[M1] an Ollama is found by its own list of models, and its first chat model is then the default', async () => {
  server = await ToolServer.open(() => ({ content: 'Nine.' }), [])
  const found = await configureModels({ OLLAMA_HOST: server.url.replace('http://', '') })
  expect(found.default).toEqual({ id: 'ollama:gpt-4', rehearsal: false })
})
