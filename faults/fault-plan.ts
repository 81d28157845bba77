import { Random } from '../simulation/random.ts'

/** To the server, or to the client. */
export type Direction = 'up' | 'down'

/** What will happen to one connection. Every plan but `none` ends it; times are from its beginning, or named. */
export type FaultPlan =
  | { kind: 'none' }
  /** Both ends are reset. */
  | { kind: 'cut'; afterMs: number }
  /** So many bytes pass in one direction, and no more: mostly it ends within a frame, or in the handshake. */
  | { kind: 'cut-within'; direction: Direction; bytes: number }
  /** One end hears that the other has finished; the other direction stays open. */
  | { kind: 'half-close'; direction: Direction; afterMs: number }
  /** What goes in one direction is lost for a while, then comes the cut: requests, or answers, never arrive. */
  | { kind: 'swallow'; direction: Direction; afterMs: number; forMs: number }
  /** Nothing moves for a while; then it goes on, or all that was held is lost with the connection. */
  | { kind: 'stall'; afterMs: number; forMs: number; goesOnMs: number }
  | { kind: 'throttle'; bytes: number; everyMs: number; afterMs: number }
  | { kind: 'delay'; delayMs: number; afterMs: number }
  /** Whole frames to the server are given to it twice. */
  | { kind: 'repeat'; chance: number; afterMs: number }
  /** Nothing moves and nobody is told: the client has to find out by itself. */
  | { kind: 'silence'; afterMs: number }

export type Fate = {
  plan: FaultPlan
  /** Sends the last frames of the client once more, on a connection of their own, so long after the end. */
  replay: { afterMs: number; frames: number } | undefined
}

const WEIGHTS = {
  cut: 300,
  'cut-within': 150,
  'half-close': 120,
  swallow: 150,
  stall: 80,
  throttle: 60,
  delay: 60,
  repeat: 78,
  silence: 1,
} satisfies Partial<Record<FaultPlan['kind'], number>>

/** What happens to the nth connection follows from the seed. */
export function drawFate(seed: string, connection: number): Fate {
  const random = new Random(`${seed}/${connection}`)
  const plan = drawPlan(random)
  const replay = random.chance(0.3)
    ? { afterMs: random.between(0, 400), frames: random.between(1, 6) }
    : undefined
  return { plan, replay }
}

/** One request in ten is cut off, with or without having arrived; some of those arrive twice. */
export function drawRequestFate(seed: string, request: number): Fate {
  const random = new Random(`${seed}/requests/${request}`)
  const isCut = random.chance(0.1)
  return {
    plan: isCut ? { kind: 'cut', afterMs: random.between(0, 30) } : { kind: 'none' },
    replay: random.chance(0.5) ? { afterMs: random.between(0, 400), frames: 0 } : undefined,
  }
}

function drawPlan(random: Random): FaultPlan {
  const direction = random.pick(['up', 'down'] as const)
  // Many short lives and some longer ones.
  const afterMs = Math.round(5 - 200 * Math.log(1 - random.next()))
  const kind = random.weighted(WEIGHTS)
  switch (kind) {
    case 'cut':
    case 'silence':
      return { kind, afterMs }
    case 'cut-within':
      return {
        kind,
        direction,
        bytes: random.between(1, random.pick([200, 2_000, direction === 'up' ? 6_000 : 40_000])),
      }
    case 'half-close':
      return { kind, direction, afterMs }
    case 'swallow':
      return { kind, direction, afterMs, forMs: random.between(5, 300) }
    case 'stall':
      return {
        kind,
        afterMs,
        forMs: random.between(20, 600),
        goesOnMs: random.chance(0.5) ? 0 : random.between(20, 200),
      }
    case 'throttle':
      return { kind, bytes: random.between(20, 400), everyMs: random.between(1, 10), afterMs: afterMs + 200 }
    case 'delay':
      return { kind, delayMs: random.between(2, 60), afterMs: afterMs + 100 }
    case 'repeat':
      return { kind, chance: random.pick([0.2, 0.5, 1]), afterMs: afterMs + 100 }
  }
}
