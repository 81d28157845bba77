import type { MemberId } from '@parley/protocol'
import type { Shows } from './shows.ts'

/**
 * What is remembered of one member. Positions count the room's messages from 0; times are in
 * milliseconds. Plain data.
 */
export type Speaker = {
  /** What stands for this member in what others remember of it: shorter than its id. */
  seat: Seat
  /** Position of the first thing that was heard of this member. */
  since: number
  messages: number
  /** Stretches of messages without another author in between. */
  runs: number
  /** Position and time of the last message; null: was addressed, but never spoke. */
  last: { position: number; at: number; shows: Shows } | null
  /** Messages, fading by half with every 6 and every 60 messages of the room, as of `last`. */
  fresh: number
  steady: number
  /** Usual distance between two runs, in messages of the room and in milliseconds; 0: unknown. */
  stride: number
  pauseMs: number
  /** The last time that somebody addressed this member. */
  call: Call | null
  /** Messages that addressed this member. */
  called: number
  /** Usual number of messages between being addressed and speaking, and how often that was seen. */
  latency: number
  answers: number
  /** How many different members this one addressed; those that fade from `toward` count again. */
  addressees: number
  /** Runs that came right after a command: the sign of a program. */
  commandsAnswered: number
  /** With whom this member was last in an exchange. */
  partner: Seat | null
  /** Who spoke right after this member, and whom it addressed; the weightiest first. */
  followers: Weights
  toward: Weights
}

/** Counts the members as they were first heard of. Whoever was forgotten and comes again gets a new one. */
export type Seat = number

/** Weights that fade, each with whom it is of. */
export type Weights = readonly (readonly [Seat, number])[]

export type Call = {
  by: Seat
  position: number
  at: number
  /** Position of the first call since this member spoke. */
  first: number
  /** Calls since this member spoke. */
  times: number
  shows: Shows
  /** How much of a program the caller seems, from 0 to 1. */
  automatic: number
}

export function newSpeaker(seat: Seat, since: number): Speaker {
  return {
    seat,
    since,
    messages: 0,
    runs: 0,
    last: null,
    fresh: 0,
    steady: 0,
    stride: 0,
    pauseMs: 0,
    call: null,
    called: 0,
    latency: 0,
    answers: 0,
    addressees: 0,
    commandsAnswered: 0,
    partner: null,
    followers: [],
    toward: [],
  }
}

/** Half-lives of `fresh` and `steady`, in messages of the room. */
export const FRESH_HALF_LIFE = 6
export const STEADY_HALF_LIFE = 60

/** What is left of a weight after some messages of the room. */
export function faded(weight: number, messages: number, halfLife: number): number {
  return weight * 2 ** (-messages / halfLife)
}

/** Three decimals: what is remembered is saved often, and more of them tell nothing. */
export function brief(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** The share of this member's runs that answered a command: near 1 for a program. */
export function automatic(speaker: Speaker): number {
  return speaker.commandsAnswered / (speaker.runs + 1)
}

/** Whether somebody has addressed this member since it last spoke. */
export function pendingCall({ call, last }: Speaker): Call | null {
  return call !== null && (last === null || call.position > last.position) ? call : null
}

/** Reads a record by an id that anybody may have chosen, `constructor` included. */
export function own<Value>(record: Record<MemberId, Value>, id: MemberId): Value | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined
}

/** Writes a record that is not shared yet; `__proto__` is an id like any other. */
export function put<Value>(record: Record<MemberId, Value>, id: MemberId, value: Value): void {
  Object.defineProperty(record, id, { value, writable: true, enumerable: true, configurable: true })
}

const KEPT_PER_STEP = 0.85
const FORGOTTEN_BELOW = 0.05
/** So many partners are remembered of each kind: the weightiest. */
const MOST_PARTNERS = 6

/** Lets all weights fade by one step, adds one to each of `seats`, and drops those that are nearly nothing. */
export function counted(weights: Weights, seats: readonly Seat[]): Weights {
  const next = new Map(weights.map(([seat, weight]) => [seat, weight * KEPT_PER_STEP]))
  for (const seat of seats) next.set(seat, (next.get(seat) ?? 0) + 1)
  return [...next]
    .filter(([, weight]) => weight >= FORGOTTEN_BELOW)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_PARTNERS)
    .map(([seat, weight]) => [seat, brief(weight)])
}

export function weightOf(weights: Weights, seat: Seat): number {
  for (const [other, weight] of weights) if (other === seat) return weight
  return 0
}
