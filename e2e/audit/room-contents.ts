import type { EventId, MemberId, NewEvent } from '@parley/protocol'
import type { Person } from '../../packages/server/src/store/store.ts'

export const AGENTS = 20
export type Events = readonly [NewEvent, ...NewEvent[]]

const WORDS =
  'kettle garden lamp paper river window orange quiet morning ladder copper story bridge pocket winter'.split(
    ' ',
  )

/** A room of its owner and twenty agents, in manual mode: nobody speaks but who is told to. */
export function openingOf(room: string, owner: Person): Events {
  const members = [
    { id: owner.id, kind: 'person', name: owner.name, role: 'owner' } as const,
    ...Array.from({ length: AGENTS }, (_, index) => {
      return { id: agentOf(index), kind: 'agent', name: `Agent ${index + 1}`, role: 'member' } as const
    }),
  ]
  const settings = { title: room, replyMode: 'manual', pace: 'instant', instructions: '' } as const
  return [
    {
      type: 'room-created',
      id: `${room}-created` as EventId,
      by: owner.id,
      data: { ...settings, maxConsecutiveAgentMessages: 5, seed: 'audit' },
    },
    ...members.map((member): NewEvent => {
      return { type: 'member-added', id: `${room}-${member.id}` as EventId, by: owner.id, data: { member } }
    }),
  ]
}

/** Messages `from` and on of a long conversation: of one word or of a paragraph, every fifth by the owner. */
export function pastMessages(owner: MemberId, from: number, count: number): NewEvent[] {
  return Array.from({ length: count }, (_, offset) => {
    const index = from + offset
    const by = index % 5 === 0 ? owner : agentOf(index >> 1)
    return {
      type: 'message-posted',
      id: `past-${index}` as EventId,
      by,
      data: { text: `${index} ${textOf(index)}` },
    }
  })
}

/** What one message of a lively room is made of: words that stream in, and now and then a tapback. */
export function chatEvents(owner: MemberId, index: number): Events[] {
  const message = `chat-${index}` as EventId
  const by = agentOf(index)
  const text = textOf(index)
  if (index % 4 === 0) return [[{ type: 'message-posted', id: message, by: owner, data: { text } }]]
  const half = text.slice(0, text.length / 2)
  const events: Events[] = [
    [{ type: 'message-started', id: message, by, data: {} }],
    [{ type: 'message-appended', id: `${message}-1` as EventId, by, data: { message, text: half } }],
    [
      {
        type: 'message-finished',
        id: `${message}-2` as EventId,
        by,
        data: { message, text, status: 'complete' },
      },
    ],
  ]
  if (index % 6 === 1)
    events.push([
      {
        type: 'reaction-added',
        id: `${message}-3` as EventId,
        by: owner,
        data: { message, reaction: 'heart' },
      },
    ])
  return events
}

function agentOf(index: number): MemberId {
  return `a_${index % AGENTS}` as MemberId
}

function textOf(index: number): string {
  const length = [3, 9, 1, 22, 6, 48, 12][index % 7] ?? 5
  return Array.from({ length }, (_, place) => WORDS[(index * 7 + place * place) % WORDS.length]).join(' ')
}
