import type {
  Agent,
  AgentChange,
  AgentProfile,
  AgentTest,
  AgentTestAnswer,
  CommandResult,
  EventId,
  ImportedCard,
  ImportLine,
  MemberId,
  ModelList,
  ModelTestAnswer,
  NewPicture,
  RoomId,
  ToolList,
  UsageReport,
} from '@parley/protocol'
import { HttpApi } from './http-api.ts'
import { newRoomId } from './new-id.ts'
import { localError, ParleyError } from './parley-error.ts'
import type { ConnectOptions } from './surroundings.ts'

/** Makes agents, and takes rooms from place to place; every call throws a `ParleyError`. [A1, A3, R5] */
export interface WorkshopApi {
  createAgent(profile: Partial<AgentProfile> & { name: string }): Promise<Agent>
  /** Changes the fields that are named, here and in every room of the agent; null takes one away. */
  changeAgent(agent: MemberId, change: AgentChange): Promise<Agent>
  /** It leaves its rooms; for a day it can be restored. */
  deleteAgent(agent: MemberId): Promise<void>
  restoreAgent(agent: MemberId): Promise<Agent>
  /** Makes a starter agent what it was at first. */
  resetAgent(agent: MemberId): Promise<Agent>
  /** What an agent with a profile that need not be saved would answer. */
  testAgent(test: AgentTest): Promise<AgentTestAnswer>
  models(): Promise<ModelList>
  /** Whether a model, `provider:model`, answers: one tiny call, which is paid for. [M1] */
  testModel(model: string): Promise<ModelTestAnswer>
  tools(): Promise<ToolList>
  /** What model calls used up, by day, agent and model, beside the budget: of a room, or of all rooms. [M4, D13] */
  usage(room?: RoomId): Promise<UsageReport>
  /** Keeps a PNG; its name goes into a profile. */
  keepPicture(png: Blob): Promise<string>
  /** Makes an agent of a character card: JSON, PNG or CHARX. */
  importCard(file: Blob): Promise<ImportedCard>
  /** A new room that goes on from a message; tried again it is the same one. */
  fork(room: RoomId, message: EventId, options?: { people?: boolean }): Promise<RoomId>
  /** Makes a room of each conversation of a file, telling of each as it is done. */
  importRooms(file: Blob): AsyncGenerator<ImportLine, void, undefined>
}

/** The workshop of a server, without a connection. [E1] */
export function openWorkshop({
  url,
  token,
  fetch = globalThis.fetch,
}: Pick<ConnectOptions, 'url' | 'token' | 'fetch'>): WorkshopApi {
  const http = new HttpApi(url.replace(/\/+$/, ''), token, fetch)
  const agent = (id: MemberId) => `/api/agents/${id}`
  /** The room that each fork was asked to become. */
  const forks = new Map<string, RoomId>()
  return {
    createAgent: (profile) => http.ask<Agent>('POST', '/api/agents', profile),
    changeAgent: (id, change) => http.ask<Agent>('PATCH', agent(id), change),
    deleteAgent: (id) => http.ask<void>('DELETE', agent(id)),
    restoreAgent: (id) => http.ask<Agent>('POST', `${agent(id)}/restore`),
    resetAgent: (id) => http.ask<Agent>('POST', `${agent(id)}/reset`),
    testAgent: (test) => http.ask<AgentTestAnswer>('POST', '/api/agents/test', test),
    models: () => http.ask<ModelList>('GET', '/api/models'),
    testModel: (model) => http.ask<ModelTestAnswer>('POST', '/api/models/test', { model }),
    tools: () => http.ask<ToolList>('GET', '/api/tools'),
    usage: (room) =>
      http.ask<UsageReport>('GET', room === undefined ? '/api/usage' : `/api/rooms/${room}/usage`),
    keepPicture: async (png) => {
      const response = await http.send('/api/pictures', png)
      return ((await response.json()) as NewPicture).picture
    },
    importCard: async (file) => (await http.send('/api/agents/import', file)).json() as Promise<ImportedCard>,
    fork: async (room, message, { people = false } = {}) => {
      const key = `${room} ${message} ${people}`
      const id = forks.get(key) ?? newRoomId()
      forks.set(key, id)
      await http.ask<CommandResult>('POST', `/api/rooms/${room}/fork`, { id, message, people })
      // Once it is there, the next fork is another room.
      forks.delete(key)
      return id
    },
    importRooms: async function* (file) {
      yield* linesOf(await http.send('/api/imports', file))
    },
  }
}

async function* linesOf({ body }: Response): AsyncGenerator<ImportLine, void, undefined> {
  const decoder = new TextDecoder()
  const reader = body?.getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true }
      if (done) break
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) yield JSON.parse(line) as ImportLine
    }
  } catch (cause) {
    throw new ParleyError(localError('unavailable', 'The answer of the server was cut off.'), { cause })
  }
}
