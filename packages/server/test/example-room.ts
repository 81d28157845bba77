import type { Agent, MemberId, Message, RoomHead, SystemLine, TimelineItem } from '@parley/protocol'

/** A small room to try prompts on; used by tests. */
export type ExampleRoom = {
  head: RoomHead
  timeline: TimelineItem[]
  agents: Map<MemberId, Agent>
}

type AgentSketch = { id: string; name: string; title?: string; personality?: string }

/** A room with one person, Robin, and these agents. */
export function exampleRoom(agents: readonly AgentSketch[], instructions = ''): ExampleRoom {
  const profiles = agents.map(({ id, name, title = '', personality = '' }) => ({
    id: id as MemberId,
    name,
    title,
    bio: '',
    personality,
    model: '',
    talkativeness: 0.5,
    paused: false,
    starter: false,
  }))
  return {
    head: {
      id: 'r_1' as RoomHead['id'],
      seq: 1 as RoomHead['seq'],
      createdAt: 0,
      changedAt: 0,
      settings: {
        title: '',
        replyMode: 'autopilot',
        pace: 'instant',
        instructions,
        maxConsecutiveAgentMessages: 5,
      },
      seed: 'seed',
      members: [
        { id: 'p_robin' as MemberId, kind: 'person', name: 'Robin', role: 'owner' },
        ...profiles.map(({ id, name, title }) => ({
          id,
          kind: 'agent' as const,
          name,
          title,
          role: 'member' as const,
        })),
      ],
      interruption: 0,
      deleted: false,
      turns: [],
      asked: [],
    },
    timeline: [],
    agents: new Map(profiles.map((profile) => [profile.id, profile])),
  }
}

/** Adds a message at the end and answers it. */
export function say(room: ExampleRoom, by: string, text: string, more: Partial<Message> = {}): Message {
  const seq = (room.timeline.at(-1)?.seq ?? 0) + 1
  const message = {
    kind: 'message',
    id: `m_${seq}`,
    seq,
    at: seq * 1_000,
    by,
    text,
    status: 'complete',
    reactions: [],
    foldedTo: seq,
    ...more,
  } as unknown as Message
  room.timeline.push(message)
  return message
}

/** Adds a system line at the end. */
export function happen(room: ExampleRoom, by: string, line: SystemLine['line']): void {
  const seq = (room.timeline.at(-1)?.seq ?? 0) + 1
  room.timeline.push({
    kind: 'line',
    id: `l_${seq}`,
    seq,
    at: seq * 1_000,
    by,
    line,
  } as unknown as SystemLine)
}
