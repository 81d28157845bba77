import { LLMock } from '@copilotkit/aimock'
import type { ChatCompletionRequest, FixtureResponse } from '@copilotkit/aimock'
import type { CommandInput, MemberId, RoomEvent, TimelineItem } from '@parley/protocol'
import type { ServerPorts } from '../src/index.ts'
import { configureModels } from '../src/models/index.ts'
import { TestChannel } from './open-channel.ts'
import type { Watcher } from './open-server.ts'

/** What a model was asked over the wire. */
export type ModelCall = {
  /** Key of the agent whose words are asked for; undefined where it is to choose. */
  self: string | undefined
  /** The tool that it has to call. */
  tool: string | undefined
  /** All that it may call. */
  tools: string[]
  prompt: string
  /** The same as it stood on the wire, message by message. */
  messages: { role: string; content: string }[]
}

export type Script = (call: ModelCall) => FixtureResponse | Promise<FixtureResponse>

/** A whole server with one model behind real HTTP, which answers by a script, and a second person. */
export class ScriptedServer {
  readonly channel: TestChannel
  readonly calls: ModelCall[]
  readonly #mock: LLMock

  private constructor(channel: TestChannel, calls: ModelCall[], mock: LLMock) {
    this.channel = channel
    this.calls = calls
    this.#mock = mock
  }

  /** `settings`: further environment variables of the models; `fetch`: in place of what reaches them. */
  static async open(
    script: Script,
    settings: Record<string, string> = {},
    { fetch, ...ports }: Partial<ServerPorts> & { fetch?: typeof globalThis.fetch } = {},
  ): Promise<ScriptedServer> {
    const mock = await LLMock.create({ port: 0 })
    const calls: ModelCall[] = []
    const answer = (request: ChatCompletionRequest) => {
      const call = callOf(request)
      calls.push(call)
      return script(call)
    }
    mock.on({ predicate: () => true }, answer, { chunkSize: 16, latency: 10 })
    const env = {
      OLLAMA_HOST: '',
      PARLEY_MODEL_BASE_URL: `${mock.url}/v1`,
      PARLEY_MODEL: 'custom:scripted',
      ...settings,
    }
    const models = await configureModels(env, fetch === undefined ? {} : { fetch })
    return new ScriptedServer(await TestChannel.open({ models, ...ports }), calls, mock)
  }

  /** Ends everything; answers what the server reported as its own faults. */
  async close(): Promise<string[]> {
    const faults = await this.channel.close()
    await this.#mock.stop()
    return faults
  }

  /** A room of the owner with these members, seen live. */
  async room(members: readonly string[], more: Partial<CommandInput> = {}): Promise<ScriptedRoom> {
    const { parley } = this.channel
    const id = await parley.createRoom([...members], more)
    return new ScriptedRoom(this.channel, id, await parley.watch(id))
  }
}

/** A room as its owner uses and sees it. */
export class ScriptedRoom {
  readonly id: string
  readonly watcher: Watcher
  readonly #channel: TestChannel

  constructor(channel: TestChannel, id: string, watcher: Watcher) {
    this.#channel = channel
    this.id = id
    this.watcher = watcher
  }

  command(command: CommandInput, id?: string): Promise<number> {
    return this.#channel.parley.command(this.id, command, id)
  }

  /** Answers the id of the message. */
  async post(text: string): Promise<string> {
    const seq = await this.command({ type: 'post-message', text })
    return (await this.watcher.until((event) => event.seq === seq)).id
  }

  ask(...agents: string[]): Promise<number> {
    const named = agents.length === 0 ? {} : { agents: agents as MemberId[] }
    return this.command({ type: 'request-turn', intent: 'ask', ...named })
  }

  /** Waits for the `count`-th event of this type that fits. */
  async nth<Type extends RoomEvent['type']>(
    type: Type,
    count = 1,
    fits: (data: RoomEvent<Type>['data']) => boolean = () => true,
  ): Promise<RoomEvent<Type>> {
    const found = () =>
      this.watcher.events.filter(
        (event) => event.type === type && fits(event.data as RoomEvent<Type>['data']),
      ) as RoomEvent[]
    await this.watcher.until(() => found().length >= count)
    return found()[count - 1] as RoomEvent<Type>
  }

  async timeline(): Promise<TimelineItem[]> {
    return (await this.#channel.parley.snapshot(this.id)).timeline
  }

  /** Author and text of every message that is there, oldest first. */
  async said(): Promise<string[]> {
    return (await this.timeline()).flatMap((item) =>
      item.kind === 'message' && item.deleted !== true ? [`${item.by}: ${item.text}`] : [],
    )
  }

  async head() {
    return (await this.#channel.parley.snapshot(this.id)).head
  }

  outcomes(): string[] {
    return this.watcher.events.flatMap((event) => (event.type === 'turn-ended' ? [event.data.outcome] : []))
  }
}

/** A promise and the hand that resolves it. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open }
}

function callOf(request: ChatCompletionRequest): ModelCall {
  const messages = request.messages.map(({ role, content }) => ({ role, content: String(content) }))
  const tools = (request.tools ?? []).map((tool) => tool.function.name)
  const prompt = messages.map(({ content }) => content).join('\n')
  return {
    messages,
    self: /"you":"([a-z0-9-]+)"/.exec(prompt)?.[1],
    tool: tools[0],
    tools,
    prompt,
  }
}
