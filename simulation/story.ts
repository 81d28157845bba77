import { PACES, REACTIONS, REPLY_MODES } from '@parley/protocol'
import type { EventType } from '@parley/protocol'
import type { Random } from './random.ts'

/** What somebody does in a room, or fate to the server. */
export type Act =
  | 'post'
  | 'react'
  | 'request'
  | 'ask'
  | 'stop'
  | 'edit'
  | 'unsay'
  | 'regenerate'
  | 'remove-agent'
  | 'add-agent'
  | 'pause-agent'
  | 'wake-agent'
  | 'remove-person'
  | 'add-person'
  | 'delete'
  | 'restore'
  | 'change'
  | 'load-older'
  | 'leave'

export type Fault =
  | 'crash'
  | 'crash-at-the-disk'
  | 'nap'
  | 'takeover'
  | 'cut'
  | 'broken-disk'
  | 'disk-breaks-in-use'
  | 'bad-weather'
  | 'clock-jump'

const ACTS: Record<Act, number> = {
  post: 30,
  react: 4,
  request: 6,
  ask: 8,
  stop: 3,
  edit: 4,
  unsay: 2,
  regenerate: 3,
  'remove-agent': 3,
  'add-agent': 4,
  'pause-agent': 3,
  'wake-agent': 4,
  'remove-person': 1,
  'add-person': 2,
  delete: 1.5,
  restore: 3,
  change: 4,
  'load-older': 1,
  leave: 2,
}

const FAULTS: Record<Fault, number> = {
  crash: 3,
  'crash-at-the-disk': 5,
  nap: 2,
  takeover: 3,
  cut: 4,
  'broken-disk': 2,
  'disk-breaks-in-use': 4,
  'bad-weather': 4,
  'clock-jump': 2,
}

/** A moment at which something interesting is going on. */
const MOMENTS: readonly EventType[] = [
  'message-posted',
  'message-started',
  'message-appended',
  'message-finished',
  'turn-queued',
  'turn-advanced',
  'turn-ended',
  'room-silenced',
  'silence-kept',
  'turn-requested',
]

/** Next: that long after the one before, or after the room's next event of that type. */
export type Scene = { what: { act: Act } | { fault: Fault }; afterMs: number; on?: EventType }

/** A while of people being in a room: some things that they do, and what goes wrong meanwhile. */
export function episode(random: Random): Scene[] {
  const scenes = Array.from({ length: random.between(1, 7) }, () => scene(random))
  if (random.chance(0.8)) scenes[0] = { what: { act: 'post' }, afterMs: 0 }
  // Troubles do not come alone: what is broken by one is found by the next.
  for (let faults = random.pick([0, 1, 1, 2, 4]); faults > 0; faults -= 1) {
    scenes.splice(random.between(0, scenes.length), 0, faulty(random))
  }
  return scenes
}

function scene(random: Random): Scene {
  return { what: { act: random.weighted(ACTS) }, ...moment(random) }
}

function faulty(random: Random): Scene {
  return { what: { fault: random.weighted(FAULTS) }, ...moment(random) }
}

function moment(random: Random): Pick<Scene, 'afterMs' | 'on'> {
  const how = random.weighted({ 'at once': 3, later: 4, 'at an event': 6 })
  if (how === 'later') return { afterMs: random.between(0, 12_000) }
  const afterMs = random.between(0, 40)
  return how === 'at once' ? { afterMs } : { afterMs, on: random.pick(MOMENTS) }
}

/** New settings of a room, as a person would choose them. */
export function settings(random: Random) {
  switch (random.weighted({ mode: 3, pace: 3, cap: 3, title: 1 })) {
    case 'mode':
      return { replyMode: random.pick(REPLY_MODES) }
    case 'pace':
      return { pace: random.pick(PACES) }
    case 'cap':
      return { maxConsecutiveAgentMessages: random.between(1, 6) }
    case 'title':
      return { title: `Title ${random.between(1, 9)}` }
  }
}

/** What a person says. */
export function remark(random: Random, names: readonly string[]): string {
  return random.pick([
    'Hello',
    'ok',
    'Why?',
    'Thanks, great point!',
    `@${random.pick(names)} what now?`,
    `${random.pick(names)}?`,
    `@${random.pick(names)} and @${random.pick(names)}!`,
  ])
}

export function reaction(random: Random): (typeof REACTIONS)[number] {
  return random.pick(REACTIONS)
}
