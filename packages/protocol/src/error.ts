import { z } from 'zod'
import { FAILURE_CODES } from './constants.ts'

/**
 * Every error that a client can see. `retryable`: the same request may succeed later, unchanged.
 * `status` is the HTTP status of the same error. PROTOCOL.md shows this table; a test compares. [S3]
 */
export const ERRORS = {
  'invalid-frame': { status: 400, retryable: false, meaning: 'Not JSON, not an object, or not UTF-8 text.' },
  'unknown-frame': { status: 400, retryable: false, meaning: 'The frame or command type is not known.' },
  'invalid-input': {
    status: 400,
    retryable: false,
    meaning: 'A field is missing or has a wrong value; details.issues names it.',
  },
  'too-large': { status: 413, retryable: false, meaning: 'Text, frame or body is over its limit.' },
  'empty-text': { status: 422, retryable: false, meaning: 'A message needs text.' },
  unauthorized: { status: 401, retryable: false, meaning: 'No valid session or token.' },
  forbidden: { status: 403, retryable: false, meaning: 'The role of the member does not allow this.' },
  'room-not-found': {
    status: 404,
    retryable: false,
    meaning: 'No such room, or you are not a member of it.',
  },
  'room-deleted': { status: 410, retryable: false, meaning: 'The room was deleted.' },
  'room-archived': {
    status: 409,
    retryable: false,
    meaning: 'You have archived this room: move it back to the list to write in it.',
  },
  'message-not-found': { status: 404, retryable: false, meaning: 'No such message in this room.' },
  'member-not-found': { status: 404, retryable: false, meaning: 'No such member, agent or person.' },
  'turn-not-found': { status: 404, retryable: false, meaning: 'No such turn in this room.' },
  'id-reused': { status: 409, retryable: false, meaning: 'The id was used in this room with other content.' },
  'after-beyond-head': {
    status: 416,
    retryable: false,
    meaning: '`after` is greater than the seq of the last event.',
  },
  'agent-required': {
    status: 422,
    retryable: false,
    meaning: 'A room in which agents reply must include at least one agent.',
  },
  'already-member': { status: 409, retryable: false, meaning: 'Is a member already.' },
  'last-owner': {
    status: 409,
    retryable: false,
    meaning: 'A room needs an owner: make somebody else owner first, or delete the room.',
  },
  'invitation-ended': {
    status: 410,
    retryable: false,
    meaning: 'This invitation does not exist, has expired, was revoked, or is used up.',
  },
  'not-supported': { status: 422, retryable: false, meaning: "The room's reply mode does not take this." },
  'not-attached': { status: 409, retryable: false, meaning: 'This connection is not attached to the room.' },
  'attachment-not-found': { status: 404, retryable: false, meaning: 'No such file in this room.' },
  'storage-full': {
    status: 507,
    retryable: true,
    meaning: 'The server has no room left to store this; nothing of it was kept.',
  },
  'rate-limited': { status: 429, retryable: true, meaning: 'Too much at once; details.retryAfterMs.' },
  'unsupported-version': { status: 426, retryable: false, meaning: 'The subprotocol is not parley.v1.' },
  unavailable: {
    status: 503,
    retryable: true,
    meaning: 'The server is starting, stopping or its store is unreachable.',
  },
  'not-found': { status: 404, retryable: false, meaning: 'No such path.' },
  internal: {
    status: 500,
    retryable: true,
    meaning: 'A fault of ours; details.correlationId finds it in the log.',
  },
} as const satisfies Record<string, { status: number; retryable: boolean; meaning: string }>

export type ErrorCode = keyof typeof ERRORS
export const ErrorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]])

export const WireError = z.object({
  code: ErrorCode,
  message: z.string(),
  retryable: z.boolean(),
  details: z.record(z.string(), z.unknown()).optional(),
})
export type WireError = z.infer<typeof WireError>

/** Builds the error of the table; `message` defaults to the table's meaning. */
export function wireError(code: ErrorCode, message?: string, details?: Record<string, unknown>): WireError {
  const { meaning, retryable } = ERRORS[code]
  return { code, message: message ?? meaning, retryable, ...(details ? { details } : {}) }
}

export const Failure = z.object({
  code: z.enum(FAILURE_CODES),
  /** A plain sentence for people; never contains a key or a stack. */
  message: z.string().max(500),
  retryable: z.boolean(),
})
export type Failure = z.infer<typeof Failure>
