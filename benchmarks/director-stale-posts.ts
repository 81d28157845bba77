import { dice } from '@parley/director'
import type { RoomEvent } from '@parley/protocol'
import type { Call, Reply } from '../packages/director/test/script.ts'
import { PAT, VirtualRoom } from '../packages/director/test/virtual-room.ts'
import { entropy, gini } from './balance.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'

const INTERRUPTIONS = 1_000_000
/** Interruptions in the life of one room. */
const PER_ROOM = 100
const AGENTS = ['Ann', 'Bob', 'Cleo', 'Dan', 'Eve']

/**
 * A million times a person says something while a turn is running, in virtual time, with a slow store, late
 * events, and models that answer and stream on after they were told to stop. Counted is what becomes visible
 * of a turn after what made it stale. In the same rooms: the longest run of agents' messages, at a limit of
 * five, and how evenly five agents of the same talkativeness take part.
 */
export function run(report: (figure: Figure) => void): void {
  const tally = new Tally()
  for (let room = 0; tally.interruptions < INTERRUPTIONS; room += 1) live(`seed ${room}`, tally)
  report(figure('stale-posts', tally.stale, 'posts'))
  report(figure('stale-posts-interruptions', tally.interruptions, 'interruptions', INTERRUPTIONS))
  report(figure('longest-agent-only-run', tally.longestRun, 'messages'))
  report(figure('participation-gini', gini([...tally.messages.values()]), ''))
  report(figure('participation-entropy', entropy([...tally.messages.values()]), ''))
}

/** What is seen in the log alone. */
class Tally {
  interruptions = 0
  stale = 0
  longestRun = 0
  readonly messages = new Map<string, number>()
  readonly #running = new Map<string, 'fresh' | 'stale'>()
  #run = 0

  event(event: RoomEvent): void {
    switch (event.type) {
      case 'turn-queued':
        this.#running.set(event.data.plan.id, 'fresh')
        return
      case 'turn-ended':
        this.#running.delete(event.data.turn)
        return
      case 'reaction-added':
        if (event.data.turn !== undefined) this.#visible(event.data.turn)
        return
      case 'message-posted':
      case 'message-started':
        if (event.by === PAT) this.#interrupted()
        else this.#spoke(event)
        return
    }
  }

  endRoom(): void {
    this.#running.clear()
    this.#run = 0
  }

  #interrupted(): void {
    this.#run = 0
    for (const [turn, state] of this.#running) {
      if (state === 'fresh') this.interruptions += 1
      this.#running.set(turn, 'stale')
    }
  }

  #spoke({ by, data }: RoomEvent<'message-posted' | 'message-started'>): void {
    this.messages.set(by, (this.messages.get(by) ?? 0) + 1)
    this.longestRun = Math.max(this.longestRun, (this.#run += 1))
    if (data.turn !== undefined) this.#visible(data.turn)
  }

  #visible(turn: string): void {
    if (this.#running.get(turn) !== 'fresh') this.stale += 1
  }
}

function live(seed: string, tally: Tally): void {
  let drawn = 0
  const draw = (below: number) => Math.floor(dice(seed, (drawn += 1), 'room') * below)
  const room = new VirtualRoom({
    agents: AGENTS,
    seed,
    settings: { pace: draw(2) === 0 ? 'instant' : 'human' },
    script: (call) => reply(call, draw),
    store: () => ({ ms: draw(8), fault: draw(200) === 0 }),
    deliveryMs: () => draw(8),
    hearsAborts: false,
    onAppend: (event) => tally.event(event),
  })
  for (let count = 0; count < PER_ROOM; count += 1) {
    room.post('Wait')
    room.run(draw(10) === 0 ? 60_000 : 500 + draw(3_000))
  }
  tally.endRoom()
}

function reply({ speaker }: Call, draw: (below: number) => number): Reply {
  const afterMs = draw(1_500)
  const kind = draw(speaker === undefined ? 3 : 2)
  if (kind === 2) return { kind: 'picks', afterMs, reaction: 'like' }
  if (kind === 1) return { kind: 'streams', afterMs, chunks: ['Well, ', 'I see.'], everyMs: draw(400) }
  return { kind: 'answers', afterMs, text: 'I see.', reaction: 'like' }
}
