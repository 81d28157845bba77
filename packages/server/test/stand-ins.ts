import { LLMock } from '@copilotkit/aimock'
import type { MemberId } from '@parley/protocol'
import { exampleRoom, say } from './example-room.ts'
import { autopilotContext, speakerContext } from '../src/context/index.ts'
import { configureModels, type Delay, type ResolvedModel } from '../src/models/index.ts'

/** Stand-ins that answer on real HTTP in the providers' own formats. */
export const PROVIDERS = ['openai', 'anthropic', 'custom'] as const
export type StandIn = (typeof PROVIDERS)[number]

export const SECRET = 'sk-must-never-be-seen'

/** Starts a stand-in for every provider on a free port; `stop` closes it. */
export async function standIns() {
  const mock = await LLMock.create({ port: 0 })
  const bodies: string[] = []
  const env = {
    OLLAMA_HOST: '',
    OPENAI_API_KEY: SECRET,
    OPENAI_BASE_URL: `${mock.url}/v1`,
    ANTHROPIC_API_KEY: SECRET,
    ANTHROPIC_BASE_URL: `${mock.url}/v1`,
    PARLEY_MODEL_BASE_URL: `${mock.url}/v1`,
    PARLEY_MODEL_API_KEY: SECRET,
  }
  const models = await configureModels(env, {
    fetch: (url, init) => {
      bodies.push(String(init?.body))
      return fetch(url, init)
    },
  })
  const names = { openai: 'gpt-6-astra', anthropic: 'claude-haiku-5-5', custom: 'local-model' }
  return {
    mock,
    models,
    /** Every request body as it went over the wire. */
    bodies,
    model: (provider: StandIn): ResolvedModel => models.resolve(`${provider}:${names[provider]}`),
    stop: () => mock.stop(),
  }
}

/** Tokens of an answer, as each of the formats names them. */
export const USAGE = {
  usage: { prompt_tokens: 120, completion_tokens: 12, input_tokens: 120, output_tokens: 12 },
}

/** A delay that does not wait, and what it was asked for. */
export function recordedDelay(): { delay: Delay; waits: number[] } {
  const waits: number[] = []
  return { waits, delay: async (ms) => void waits.push(ms) }
}

/** Ada and Gus with Robin, who has just said hello. */
export function helloRoom() {
  const room = exampleRoom([
    { id: 'a_ada', name: 'Ada', personality: 'Precise.' },
    { id: 'a_gus', name: 'Gus (the "editor"', personality: 'Grumpy.' },
  ])
  const hello = say(room, 'p_robin', 'Hello, both!')
  const candidates = ['a_ada', 'a_gus'] as MemberId[]
  return {
    autopilot: autopilotContext({ ...room, candidates, reactTo: hello.id }),
    one: speakerContext({ ...room, speaker: 'a_ada' as MemberId }),
  }
}
