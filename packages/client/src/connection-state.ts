import { CLOSE_CODES } from '@parley/protocol'
import type { ConnectionStatus } from './parley-client.ts'

/**
 * The life of the connection, without its effects: time and dice come in with the input. [C4, C7]
 *
 *     begin            hello
 *       │   ┌──────────────────────────▶ online ─┐ idle, doubt: ping
 *       ▼   │                              │  ▲──┘
 *     opening ◀──── due, wake ────┐        │ closed, fault, no pong
 *       │                         │        │
 *       └─ closed, fault, due ─▶ waiting ◀─┘
 *
 *     from each of the three: a close code that forbids to come back, or `refuse` ─▶ refused
 *     from anywhere: `stop` ─▶ stopped
 *
 * `backoff` counts the connections that did not last; it starts anew with one that was stable. `failed`:
 * the last attempt did not come to its `hello`.
 */
export type ConnectionState =
  | { phase: 'opening'; since: number; backoff: number; failed: boolean }
  | { phase: 'online'; since: number; heardAt: number; pingedAt: number | undefined; backoff: number }
  | { phase: 'waiting'; until: number; backoff: number; failed: boolean }
  | { phase: 'refused' }
  | { phase: 'stopped' }

export type ConnectionInput =
  /** The server greeted: frames may be sent. */
  | { type: 'hello' }
  /** Any frame came. */
  | { type: 'heard' }
  | { type: 'closed'; code: number }
  /** What came cannot be understood, or does not fit together. */
  | { type: 'fault' }
  /** `dueAt` has come. */
  | { type: 'due' }
  /** The network came back, or the page is being looked at again. */
  | { type: 'wake' }
  /** The machine has lost its network. A server on the machine itself is still there. */
  | { type: 'doubt' }
  /** The server said elsewhere that it does not know us. */
  | { type: 'refuse' }
  | { type: 'stop' }

export type ConnectionEffect = 'open' | 'drop' | 'ping'

export type ConnectionStep = { state: ConnectionState; effects: readonly ConnectionEffect[] }

/** An attempt without `hello`. */
const HELLO_TIMEOUT_MS = 10_000
const PING_AFTER_MS = 15_000
const PONG_TIMEOUT_MS = 5_000
/** On waking, a connection that was heard of this recently needs no ping. */
const FRESH_MS = 1_000
/** A connection that lasted this long starts the backoff anew. */
const STABLE_MS = 10_000
const SHORTEST_WAIT_MS = 250
const LONGEST_WAIT_MS = 10_000

/** The first attempt, at the time `at`. */
export function beginConnection(at: number): ConnectionStep {
  return { state: { phase: 'opening', since: at, backoff: 0, failed: false }, effects: ['open'] }
}

/**
 * What follows from `input` at the time `at` (milliseconds of a clock that never goes back); `dice` is
 * in [0, 1). Inputs that mean nothing in a phase change nothing and keep the reference.
 */
export function stepConnection(
  state: ConnectionState,
  input: ConnectionInput,
  at: number,
  dice: number,
): ConnectionStep {
  const same: ConnectionStep = { state, effects: [] }
  if (state.phase === 'stopped') return same
  if (input.type === 'stop') return { state: { phase: 'stopped' }, effects: hasSocket(state) ? ['drop'] : [] }
  if (state.phase === 'refused') return same
  if (input.type === 'refuse' || (input.type === 'closed' && hasSocket(state) && forbidsReturn(input.code))) {
    return { state: { phase: 'refused' }, effects: hasSocket(state) ? ['drop'] : [] }
  }
  switch (state.phase) {
    case 'opening':
      return stepOpening(state, input, at, dice)
    case 'online':
      return stepOnline(state, input, at, dice)
    case 'waiting':
      return input.type === 'wake' || (input.type === 'due' && at >= state.until)
        ? {
            state: { phase: 'opening', since: at, backoff: state.backoff, failed: state.failed },
            effects: ['open'],
          }
        : same
  }
}

/** When the state wants its next `due`; undefined: never. */
export function dueAt(state: ConnectionState): number | undefined {
  switch (state.phase) {
    case 'opening':
      return state.since + HELLO_TIMEOUT_MS
    case 'online':
      return state.pingedAt === undefined ? state.heardAt + PING_AFTER_MS : state.pingedAt + PONG_TIMEOUT_MS
    case 'waiting':
      return state.until
    case 'refused':
    case 'stopped':
      return undefined
  }
}

/** What the state is called outside. */
export function statusOf(state: ConnectionState): ConnectionStatus {
  switch (state.phase) {
    case 'opening':
    case 'waiting':
      return state.failed ? 'offline' : 'connecting'
    case 'online':
      return 'online'
    case 'refused':
      return 'refused'
    case 'stopped':
      return 'offline'
  }
}

/**
 * How long to wait before the next attempt: anything between the shortest wait and a limit that doubles,
 * so that the clients of a server that went away do not come back all at once.
 */
export function backoffMs(backoff: number, dice: number): number {
  const limitMs = Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** (backoff + 1))
  return SHORTEST_WAIT_MS + dice * (limitMs - SHORTEST_WAIT_MS)
}

function stepOpening(
  state: ConnectionState & { phase: 'opening' },
  input: ConnectionInput,
  at: number,
  dice: number,
): ConnectionStep {
  switch (input.type) {
    case 'hello':
      return {
        state: { phase: 'online', since: at, heardAt: at, pingedAt: undefined, backoff: state.backoff },
        effects: [],
      }
    case 'closed':
    case 'fault':
      return wait(state.backoff, true, at, dice)
    case 'due':
      return at >= state.since + HELLO_TIMEOUT_MS
        ? wait(state.backoff, true, at, dice)
        : { state, effects: [] }
    default:
      return { state, effects: [] }
  }
}

function stepOnline(
  state: ConnectionState & { phase: 'online' },
  input: ConnectionInput,
  at: number,
  dice: number,
): ConnectionStep {
  const { heardAt, pingedAt } = state
  switch (input.type) {
    case 'heard':
      return { state: { ...state, heardAt: at, pingedAt: undefined }, effects: [] }
    case 'closed':
    case 'fault':
      return lose(state, at, dice)
    case 'due':
      if (pingedAt !== undefined) {
        return at >= pingedAt + PONG_TIMEOUT_MS ? lose(state, at, dice) : { state, effects: [] }
      }
      return at >= heardAt + PING_AFTER_MS ? ping(state, at) : { state, effects: [] }
    case 'doubt':
      return pingedAt === undefined ? ping(state, at) : { state, effects: [] }
    case 'wake':
      return pingedAt === undefined && at >= heardAt + FRESH_MS ? ping(state, at) : { state, effects: [] }
    default:
      return { state, effects: [] }
  }
}

function ping(state: ConnectionState & { phase: 'online' }, at: number): ConnectionStep {
  return { state: { ...state, pingedAt: at }, effects: ['ping'] }
}

function lose(state: ConnectionState & { phase: 'online' }, at: number, dice: number): ConnectionStep {
  return wait(at >= state.since + STABLE_MS ? 0 : state.backoff, false, at, dice)
}

function wait(backoff: number, failed: boolean, at: number, dice: number): ConnectionStep {
  return {
    state: { phase: 'waiting', until: at + backoffMs(backoff, dice), backoff: backoff + 1, failed },
    effects: ['drop'],
  }
}

function hasSocket(state: ConnectionState): boolean {
  return state.phase === 'opening' || state.phase === 'online'
}

function forbidsReturn(code: number): boolean {
  const known: Partial<Record<number, { reconnect: boolean }>> = CLOSE_CODES
  return known[code]?.reconnect === false
}
