import type { MemberId } from '@parley/protocol'
import { figure } from '../benchmarks/figure.ts'
import type { Figure } from '../benchmarks/figure.ts'
import { hear, SILENT_FLOOR } from '../packages/director/src/floor/index.ts'
import { ambientDrafts } from './ambient-drafts.ts'
import { listen } from './moments.ts'
import { naturalOrder } from './natural-order.ts'
import type { Room } from './rooms.ts'

/** Names that nobody in the transcripts has. */
const AGENTS = ['Orrery', 'Quillon', 'Vesper', 'Thistledown', 'Marzipan'].map((name) => ({
  id: `agent:${name}` as MemberId,
  name,
  talkativeness: 0.5,
}))

type Counts = { people: number; taken: number; spoken: number; asked: number; natural: number }

/**
 * Five agents of the usual talkativeness sit among the people of these rooms, whose messages come as they came.
 * Counted is how many messages the agents write for each one of a person.
 */
export function restraintFigures(rooms: readonly Room[]): Figure[] {
  const counts: Counts = { people: 0, taken: 0, spoken: 0, asked: 0, natural: 0 }
  for (const room of rooms) countRoom(room, counts)
  const { people, taken, spoken, asked, natural } = counts
  const each = (name: string, count: number) =>
    figure(name, count / people, 'per message of a person', natural / people)
  return [
    each('agent-messages-ambient', spoken),
    each('agent-messages-ambient-at-most', spoken + asked),
    each('agent-messages-natural-order', natural),
    each('answers-by-people', taken),
    figure('model-asked', asked / people, 'per message of a person'),
    figure('messages-of-people', people, 'messages'),
  ]
}

function countRoom(room: Room, counts: Counts): void {
  const people = [...new Set(room.said.map(({ by }) => by as MemberId))]
  const messages = listen(room)
  let floor = SILENT_FLOOR
  for (const [index, message] of messages.entries()) {
    floor = hear(floor, message)
    counts.people += 1
    const next = messages[index + 1]
    if (next !== undefined && next.by !== message.by) counts.taken += 1
    counts.natural += naturalOrder(AGENTS, message.text, counts.people).length
    const drafts = ambientDrafts(floor, AGENTS, people)
    floor = drafts.floor
    counts.spoken += drafts.spoken
    if (drafts.asksModel) counts.asked += 1
  }
}
