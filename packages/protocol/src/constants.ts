import type { MemberId } from './ids.ts'

/**
 * What a client needs of the wire at runtime. This file imports no schema, so that a browser's bundle
 * that uses nothing else of the protocol carries no validator.
 */

export const SUBPROTOCOL = 'parley.v1'

/** Close codes of the WebSocket, and whether a client should come back. [C7] */
export const CLOSE_CODES = {
  1001: { name: 'going-away', reconnect: true, meaning: 'The server is stopping.' },
  1002: { name: 'protocol-error', reconnect: true, meaning: 'What came was not the WebSocket protocol.' },
  1007: { name: 'invalid-text', reconnect: true, meaning: 'A text was not UTF-8.' },
  1009: { name: 'too-large', reconnect: true, meaning: 'A frame was over 64 KiB.' },
  4400: { name: 'unsupported-version', reconnect: false, meaning: 'No common subprotocol.' },
  4401: { name: 'unauthorized', reconnect: false, meaning: 'No valid session or token.' },
  4408: { name: 'resume', reconnect: true, meaning: 'This client reads too slowly; resume from its cursor.' },
  4429: { name: 'rate-limited', reconnect: true, meaning: 'Too much came that was no proper frame.' },
} as const
export type CloseCode = keyof typeof CLOSE_CODES

/** Reactions, as tapbacks. [D8] */
export const REACTIONS = ['heart', 'like', 'dislike', 'laugh', 'emphasize', 'question'] as const

/**
 * The life of a turn: `queued → deciding → thinking → reacting → typing → speaking`, then ended.
 * `deciding`: a model call chooses the speaker (and, in one call, the words). `thinking`: the
 * speaker is known and its model is at work. `reacting`: its reaction is shown, the words wait.
 * `typing`: the words exist or are coming, the pace holds them back. `speaking`: they are visible.
 * Phases may be skipped, never repeated or gone back. [D1]
 */
export const TURN_PHASES = ['queued', 'deciding', 'thinking', 'reacting', 'typing', 'speaking'] as const

/** Who decides that an agent speaks. [R1, D2, D10, D11] */
export const REPLY_MODES = ['autopilot', 'ambient', 'manual'] as const

/** How fast agents move: at once, at fixed times, or as people were measured to (and slower, and faster). [D6] */
export const PACES = ['instant', 'human', 'natural', 'slow', 'fast'] as const

/** Why an agent could not answer: a plain sentence is made from it. [M8] */
export const FAILURE_CODES = [
  'provider-unauthorized',
  'provider-rate-limited',
  'provider-unavailable',
  'provider-timeout',
  'provider-refused',
  'model-not-found',
  'malformed-answer',
  'budget-reached',
  'server-restarted',
  'internal',
] as const

/** A person who types says so again after this time at the earliest, and is forgotten after the other. [D7] */
export const TYPING_REPEAT_MS = 3_000
export const TYPING_EXPIRES_MS = 5_000
/** Presence, typing and read positions of a room are told in batches, one in this time. [C6] */
export const PRESENCE_BATCH_MS = 250

/** The author of what the room itself says: the director's decisions and system lines. */
export const SYSTEM = 'system' as MemberId
