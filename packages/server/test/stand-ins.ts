import { LLMock } from '@copilotkit/aimock'
import type { MemberId } from '@parley/protocol'
import { exampleRoom, say } from './example-room.ts'
import { ambientContext, autopilotContext, speakerContext } from '../src/context/index.ts'
import { configureModels, type Delay, type ResolvedModel } from '../src/models/index.ts'

/** Stand-ins that answer on real HTTP in the providers' own formats. */
export const PROVIDERS = ['openai', 'anthropic', 'custom'] as const
/** Every family: OpenAI's responses and chat completions, Anthropic, Gemini, Ollama, any that is compatible. */
export const FAMILIES = [...PROVIDERS, 'google', 'openrouter', 'ollama'] as const
export type StandIn = (typeof FAMILIES)[number]

export const SECRET = 'sk-must-never-be-seen'

/**
 * Starts a stand-in for every provider on a free port; `stop` closes it. `intercept` may answer in its place.
 */
export async function standIns(intercept: (url: string) => Promise<Response> | undefined = () => undefined) {
  const mock = await LLMock.create({ port: 0 })
  const bodies: string[] = []
  const lists: string[] = []
  const env = {
    OLLAMA_HOST: mock.url,
    GOOGLE_GENERATIVE_AI_API_KEY: SECRET,
    GOOGLE_GENERATIVE_AI_BASE_URL: `${mock.url}/v1beta`,
    OPENROUTER_API_KEY: SECRET,
    OPENROUTER_BASE_URL: `${mock.url}/v1`,
    OPENAI_API_KEY: SECRET,
    OPENAI_BASE_URL: `${mock.url}/v1`,
    ANTHROPIC_API_KEY: SECRET,
    ANTHROPIC_BASE_URL: `${mock.url}/v1`,
    PARLEY_MODEL_BASE_URL: `${mock.url}/v1`,
    PARLEY_MODEL_API_KEY: SECRET,
  }
  const models = await configureModels(env, {
    fetch: (url, init) => {
      if (init?.body === undefined) lists.push(String(url))
      else bodies.push(String(init.body))
      return intercept(String(url)) ?? fetch(url, init)
    },
  })
  lists.length = 0
  const names: Record<StandIn, string> = {
    openai: 'gpt-6-astra',
    anthropic: 'claude-haiku-5-5',
    custom: 'local-model',
    google: 'gemini-4-hydrogen',
    openrouter: 'any/model',
    ollama: 'llama3',
  }
  return {
    mock,
    models,
    /** Every request body as it went over the wire. */
    bodies,
    /** Where lists of models were asked for. */
    lists,
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
    ambient: ambientContext({ ...room, candidates, reactTo: hello.id }),
    one: speakerContext({ ...room, speaker: 'a_ada' as MemberId }),
  }
}
