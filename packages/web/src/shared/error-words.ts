import type { ErrorCode } from '@parley/protocol'

const SENTENCES: Partial<Record<ErrorCode, string>> = {
  'too-large': 'That is too long to send.',
  'rate-limited': 'That was a lot at once. Wait a moment, then try again.',
  unavailable: 'The server cannot be reached just now.',
  forbidden: 'You are not allowed to do that here.',
  'room-not-found': 'This room is not here any more.',
  'room-deleted': 'This room was deleted.',
  'room-archived': 'You archived this room. Move it back to the list to write in it.',
  'attachment-not-found': 'A file is not there any more. Attach it again.',
  'agent-required': 'A room in which agents reply needs at least one agent.',
  'last-owner': 'A room needs an owner: make somebody else owner first, or delete the room.',
  'invitation-ended': 'This link does not work any more.',
  'already-member': 'Is in this room already.',
  unauthorized: 'Your session has ended.',
}

/** A plain sentence for what went wrong with something that a person asked for. */
export function errorSentence(error: unknown): string {
  return knownSentence(error) ?? 'That did not work. Try again in a moment.'
}

/** The same; undefined where nothing more can be said than that it went wrong. */
export function knownSentence(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return SENTENCES[code as ErrorCode]
}

/** The same, where the server itself says in a sentence what is wrong with a file that was given to it. */
export function serverSentence(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  const isTold = code === 'invalid-input' || code === 'too-large'
  return isTold && typeof message === 'string' ? message : errorSentence(error)
}
