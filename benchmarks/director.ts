import { step } from '@parley/director'
import type { DirectorState } from '@parley/director'
import type { RoomEvent } from '@parley/protocol'
import { lines } from '../packages/director/test/script.ts'
import { VirtualRoom } from '../packages/director/test/virtual-room.ts'
import { run as runAborts } from './director-aborts.ts'
import { run as runMemory } from './director-memory.ts'
import { run as runStalePosts } from './director-stale-posts.ts'
import { figure, median } from './figure.ts'
import type { Figure } from './figure.ts'

const AGENTS = ['Ann', 'Bob', 'Cleo', 'Dan', 'Eve']
const ROUNDS = 9
const ROUND_MS = 400
const TALKS = 20

/**
 * What turn-taking costs: steps of the director on one core, from an interruption to the abort of the model
 * call, stale posts in a million interruptions, memory of a room.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  report(figure('director-steps-per-s', stepsPerSecond(lively()), 'steps/s'))
  await runAborts(report)
  await runMemory(report)
  runStalePosts(report)
}

/** The log of a room of five agents with a person who says something now and then. */
function lively(): RoomEvent[] {
  const room = new VirtualRoom({ agents: AGENTS, script: lines(['I see.', 'Bob, why?', 'Well.']) })
  for (let talk = 0; talk < TALKS; talk += 1) {
    room.post(talk % 3 === 0 ? 'Cleo?' : 'Go on.')
    room.run(120_000)
  }
  return room.log.events
}

function stepsPerSecond(events: readonly RoomEvent[]): number {
  const rounds = Array.from({ length: ROUNDS + 2 }, () => {
    const started = performance.now()
    let steps = 0
    while (performance.now() - started < ROUND_MS) {
      let state: DirectorState | undefined
      for (const event of events) ({ state } = step(state, { type: 'event', event, now: event.at }))
      steps += events.length
    }
    return (steps * 1_000) / (performance.now() - started)
  })
  return median(rounds.slice(2))
}
