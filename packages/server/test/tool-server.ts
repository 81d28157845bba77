import { LLMock } from '@copilotkit/aimock'
import type { ChatCompletionRequest, FixtureResponse } from '@copilotkit/aimock'
import type { EventType, MemberId, Message, RoomEvent } from '@parley/protocol'
import { configureModels } from '../src/models/index.ts'
import type { Store } from '../src/store/store.ts'
import { openMemoryStore } from '../src/index.ts'
import { ownTool } from '../src/tools/tool.ts'
import type { Tool, ToolContext } from '../src/tools/tool.ts'
import { Toolbox } from '../src/tools/toolbox.ts'
import { z } from 'zod'
import { openServer } from './open-server.ts'
import type { TestServer, Watcher } from './open-server.ts'

/** What a model was asked: the whole of it, and how many results of tools are in it. */
export type Asked = { body: string; results: number; self: string | undefined; tools: string[] }
export type Answering = (asked: Asked) => FixtureResponse | Promise<FixtureResponse>

/** A server whose agents have tools, with a model on real HTTP that answers by a script. */
export class ToolServer {
  readonly parley: TestServer
  readonly asked: Asked[]
  readonly store: Store
  readonly #mock: LLMock

  private constructor(parley: TestServer, mock: LLMock, asked: Asked[], store: Store) {
    this.parley = parley
    this.#mock = mock
    this.asked = asked
    this.store = store
  }

  static async open(
    answering: Answering,
    own: readonly Tool[],
    { model = 'custom:local-model', chunkSize = 12, toolbox }: Options = {},
  ): Promise<ToolServer> {
    const mock = await LLMock.create({ port: 0 })
    const asked: Asked[] = []
    mock.on(
      { predicate: () => true },
      (request) => {
        const one = askedOf(request)
        asked.push(one)
        return answering(one)
      },
      { chunkSize },
    )
    const v1 = `${mock.url}/v1`
    const models = await configureModels({
      OLLAMA_HOST: model.startsWith('ollama:') ? mock.url : '',
      OPENAI_API_KEY: 'sk-test',
      OPENAI_BASE_URL: v1,
      ANTHROPIC_API_KEY: 'sk-test',
      ANTHROPIC_BASE_URL: v1,
      GOOGLE_GENERATIVE_AI_API_KEY: 'sk-test',
      GOOGLE_GENERATIVE_AI_BASE_URL: `${mock.url}/v1beta`,
      OPENROUTER_API_KEY: 'sk-test',
      OPENROUTER_BASE_URL: v1,
      PARLEY_MODEL_BASE_URL: v1,
      PARLEY_MODEL: model,
    })
    const store = openMemoryStore()
    const box = toolbox?.(store) ?? new Toolbox({ own, defaults: own.map(({ name }) => name) })
    return new ToolServer(await openServer({ models, store, toolbox: box }), mock, asked, store)
  }

  /** With one agent, who answers every message at once. */
  async room(members: string[], more: object = {}): Promise<ToolRoom> {
    const isManual = members.length === 1 && !('replyMode' in more)
    const id = await this.parley.createRoom(members, isManual ? { replyMode: 'manual', ...more } : more)
    return new ToolRoom(this.parley, id, await this.parley.watch(id), isManual)
  }

  get url(): string {
    return this.#mock.url
  }

  /** Every request as the stand-in was asked it: method and path. */
  requests(): string[] {
    return this.#mock.getRequests().map(({ method, path }) => `${method} ${path}`)
  }

  /** Answers what the server reported as its own faults. */
  async close(): Promise<string[]> {
    await this.parley.server.close()
    await this.#mock.stop()
    return this.parley.faults
  }
}

type Options = { model?: string; chunkSize?: number; toolbox?: (store: Store) => Toolbox }

export class ToolRoom {
  readonly id: string
  readonly watcher: Watcher
  readonly #parley: TestServer
  readonly #asks: boolean

  constructor(parley: TestServer, id: string, watcher: Watcher, asks: boolean) {
    this.#parley = parley
    this.#asks = asks
    this.id = id
    this.watcher = watcher
  }

  async post(text: string): Promise<void> {
    await this.#parley.command(this.id, { type: 'post-message', text })
    if (this.#asks) await this.#parley.command(this.id, { type: 'request-turn', intent: 'ask' })
  }

  command(command: Parameters<TestServer['command']>[1]): Promise<number> {
    return this.#parley.command(this.id, command)
  }

  of<Type extends EventType>(type: Type): RoomEvent<Type>[] {
    return this.watcher.events.filter((event) => event.type === type) as RoomEvent<Type>[]
  }

  async nth<Type extends EventType>(type: Type, count = 1): Promise<RoomEvent<Type>> {
    await this.watcher.until(() => this.of(type).length >= count)
    return this.of(type)[count - 1] as RoomEvent<Type>
  }

  async messages(by?: string): Promise<Message[]> {
    const { timeline } = await this.#parley.snapshot(this.id)
    return timeline.flatMap((item) =>
      item.kind === 'message' && (by === undefined ? item.turn !== undefined : item.by === by) ? [item] : [],
    )
  }

  async head() {
    return (await this.#parley.snapshot(this.id)).head
  }
}

/** A tool of the tests that answers by a function. */
export function testTool(
  name: string,
  run: (input: { of: string }, context: ToolContext) => Promise<string>,
  more: Partial<Tool> = {},
): Tool {
  return {
    ...ownTool({ name, description: `Tells the ${name}.` }, z.object({ of: z.string() }), run),
    ...more,
  }
}

/** A model's call of a tool. */
export function calling(name: string, given: object = { of: 'Rome' }, id = `call_${name}`) {
  return { name, arguments: JSON.stringify(given), id }
}

export const STEVE = 'a_steve-jobs' as MemberId
export const ELON = 'a_elon-musk' as MemberId

function askedOf(request: ChatCompletionRequest): Asked {
  const body = JSON.stringify(request)
  return {
    body,
    results: request.messages.filter(({ role }) => role === 'tool').length,
    self: /\\"you\\":\\"([a-z0-9-]+)\\"/.exec(body)?.[1],
    tools: (request.tools ?? []).map((tool) => tool.function.name),
  }
}
