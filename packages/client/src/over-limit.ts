import { LIMITS, utf8Bytes } from '@parley/protocol'
import type { ClientFrame, WireError } from '@parley/protocol'
import { localError } from './parley-error.ts'

/** Room in a frame for what stands around a message's text. */
const ENVELOPE_BYTES = 1024

/** The error of a message that is too long to be sent; undefined: it is not. */
export function textOverLimit(text: string): WireError | undefined {
  const over =
    utf8Bytes(text) > LIMITS.maxTextBytes ||
    utf8Bytes(JSON.stringify(text)) > LIMITS.maxFrameBytes - ENVELOPE_BYTES
  return over ? localError('too-large', 'The message is too long.') : undefined
}

/** The error of a frame over which the server would close the connection; undefined: it is small enough. */
export function frameOverLimit(frame: ClientFrame): WireError | undefined {
  return utf8Bytes(JSON.stringify(frame)) > LIMITS.maxFrameBytes
    ? localError('too-large', 'The command is too large.')
    : undefined
}
