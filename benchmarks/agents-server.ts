import type { Agent, MemberId, NewEvent, ReplyMode, RoomEvent, RoomId } from '@parley/protocol'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore, serve } from '../packages/server/src/index.ts'
import type { RunningServer } from '../packages/server/src/index.ts'
import { Models } from '../packages/server/src/models/registry.ts'
import type { StandIn } from './agents-model.ts'
import { append, newId, PAT } from './director-room.ts'

/** A whole server on a disk, with agents that all speak by a stand-in for a provider. */
export class AgentServer {
  readonly server: RunningServer
  readonly #directory: string

  private constructor(server: RunningServer, directory: string) {
    this.server = server
    this.#directory = directory
  }

  static async open(model: StandIn, agents: readonly MemberId[]): Promise<AgentServer> {
    const directory = await mkdtemp(join(tmpdir(), 'parley-agents-'))
    const store = await openSqliteStore({ directory })
    for (const id of agents) await store.directory.putAgent(profile(id))
    const server = await serve({
      configuration: {
        port: 0,
        host: '127.0.0.1',
        dataDirectory: directory,
        seed: 'agents',
        pace: 'instant',
        logLevel: 'silent',
      },
      store,
      models: new Models([model.provider], 'standin:standin'),
      ownerName: 'Robin',
      report: (message, details) => console.error(message, details),
    })
    return new AgentServer(server, directory)
  }

  async close(): Promise<void> {
    await this.server.close()
    await rm(this.#directory, { recursive: true, force: true })
  }

  /** A room of Pat and these agents. */
  async room(name: string, replyMode: ReplyMode, agents: readonly MemberId[]): Promise<RoomId> {
    const room = name as RoomId
    const settings = { title: '', replyMode, pace: 'instant', instructions: 'Talk about gardens.' } as const
    const members = [
      { id: PAT, kind: 'person', name: 'Pat', role: 'owner' } as const,
      ...agents.map((id) => ({ id, kind: 'agent', name: nameOf(id), role: 'member' }) as const),
    ]
    const created = newId()
    await append(
      this.server.log,
      room,
      {
        type: 'room-created',
        id: created,
        by: PAT,
        data: { ...settings, maxConsecutiveAgentMessages: 50, seed: 's' },
      },
      ...members.map((member): NewEvent => {
        return { type: 'member-added', id: newId(), by: PAT, causedBy: created, data: { member } }
      }),
    )
    return room
  }

  /** Appends, and answers when it is durable. */
  async append(room: RoomId, event: NewEvent): Promise<number> {
    await append(this.server.log, room, event)
    return performance.now()
  }

  /** The next event of the room that fits, from now on. */
  next(room: RoomId, fits: (event: RoomEvent) => boolean): Promise<RoomEvent> {
    return new Promise((resolve) => {
      const stop = this.server.log.listen((of, events) => {
        const found = of === room ? events.find(fits) : undefined
        if (found === undefined) return
        stop()
        resolve(found)
      })
    })
  }
}

export function agentIds(count: number): MemberId[] {
  return Array.from({ length: count }, (_, index) => `a_b${index}` as MemberId)
}

export function nameOf(id: MemberId): string {
  const index = Number(id.slice(3))
  return NAMES[index] ?? `Agent ${index}`
}

const NAMES = ['Ann', 'Bob', 'Cleo', 'Dan', 'Eve']

function profile(id: MemberId): Agent {
  return {
    id,
    name: nameOf(id),
    title: 'Gardener',
    bio: '',
    personality: `Speaks like ${nameOf(id)}: short sentences, dry humour, fond of roses and of numbers.`,
    model: '',
    talkativeness: 0.5,
    paused: false,
    starter: false,
  }
}
