import { LLMock } from '@copilotkit/aimock'
import type { ReplyMode, RoomEvent } from '@parley/protocol'
import { REPLY_MODES } from '@parley/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { configureModels } from '../src/models/index.ts'
import { openServer } from './open-server.ts'
import type { TestServer, Watcher } from './open-server.ts'

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:1'

let mock: LLMock
let parley: TestServer
beforeEach(async () => {
  mock = await LLMock.create({ port: 0 })
  mock.on({ predicate: ({ tools }) => (tools?.length ?? 0) > 0 }, (request) => {
    const speakers = /"speakers":\["([a-z0-9-]+)"/.exec(String(request.messages.at(-1)?.content))
    const answer = JSON.stringify({ speaker: speakers?.[1], message: 'I am well.' })
    return { toolCalls: [{ name: request.tools?.[0]?.function.name ?? '', arguments: answer }] }
  })
  mock.on({ predicate: () => true }, { content: 'I am well.' })
  const env = {
    OLLAMA_HOST: '',
    PARLEY_MODEL_BASE_URL: `${mock.url}/v1`,
    PARLEY_MODEL: 'custom:fine',
    OPENROUTER_API_KEY: 'sk-test',
    OPENROUTER_BASE_URL: NOWHERE,
  }
  parley = await openServer({ models: await configureModels(env) })
})
afterEach(async () => {
  await parley.server.close()
  await mock.stop()
  expect(parley.faults).toEqual([])
})

async function agent(name: string, model: string): Promise<string> {
  const profile = { name, title: '', bio: '', personality: 'Kind.', model, talkativeness: 0.9, paused: false }
  const response = await parley.request('/api/agents', { method: 'POST', body: JSON.stringify(profile) })
  return ((await response.json()) as { id: string }).id
}

function spokenBy(watcher: Watcher, member: string): Promise<RoomEvent> {
  return watcher.until(({ type, by }) => by === member && /^message-(posted|finished)$/.test(type))
}

test.for([...REPLY_MODES])(
  '[M8 R6] in %s an agent whose provider is down says so, and blocks nobody',
  async (replyMode: ReplyMode) => {
    const down = await agent('Dora', 'openrouter:any/model')
    const well = await agent('Willy', 'custom:fine')
    const room = await parley.createRoom([down, well], { replyMode } as never)
    const watcher = await parley.watch(room)
    const say = (text: string) => parley.command(room, { type: 'post-message', text })

    await say('@Dora, how are you?')
    const failed = await watcher.until(({ type, data }) => type === 'turn-ended' && 'failure' in data)
    expect(failed.data).toMatchObject({
      outcome: 'failed',
      failure: {
        code: 'provider-unavailable',
        message: expect.stringMatching(/^Dora could not answer: OpenRouter cannot be reached/),
        retryable: true,
      },
    })
    await say('@Willy, and you?')
    expect(await spokenBy(watcher, well)).toBeDefined()
  },
)

test('[M8 D11] of all who are asked, those whose provider is up answer', async () => {
  const down = await agent('Dora', 'openrouter:any/model')
  const well = await agent('Willy', 'custom:fine')
  const room = await parley.createRoom([down, well], { replyMode: 'manual' } as never)
  const watcher = await parley.watch(room)
  await parley.command(room, { type: 'post-message', text: 'Hello' })
  await parley.command(room, { type: 'request-turn', intent: 'ask' })
  await spokenBy(watcher, well)
  const ended = watcher.events.filter((event) => event.type === 'turn-ended')
  expect(ended[0]?.data).toMatchObject({ speaker: down, outcome: 'failed' })
})
