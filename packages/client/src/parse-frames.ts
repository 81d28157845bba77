import type { ServerFrame } from '@parley/protocol'

type Fields = Record<string, unknown>

/**
 * What makes a frame of each type fit to be handled. It looks at the envelope only: this is the hot path,
 * and what is inside was checked by the server before it became durable.
 */
const FITS: Record<ServerFrame['type'], (frame: Fields) => boolean> = {
  hello: (frame) => isText(frame.principal) && isNumber(frame.at),
  attached: (frame) =>
    isText(frame.ref) && isText(frame.room) && isNumber(frame.after) && fitsSnapshot(frame),
  events: (frame) =>
    isText(frame.room) &&
    isNumber(frame.after) &&
    isNumber(frame.to) &&
    Array.isArray(frame.events) &&
    frame.events.every((event) => isFields(event) && isNumber(event.seq) && isText(event.type)),
  detached: (frame) => isText(frame.room) && (frame.error === undefined || isError(frame.error)),
  ack: (frame) => isText(frame.id) && isText(frame.room) && isNumber(frame.seq),
  error: (frame) => isError(frame.error),
  joined: (frame) => isText(frame.room),
  pong: (frame) => isText(frame.ref),
  preferences: (frame) => isText(frame.room) && isFields(frame.preferences),
  presence: (frame) =>
    isText(frame.room) &&
    Array.isArray(frame.joined) &&
    Array.isArray(frame.left) &&
    Array.isArray(frame.signals) &&
    frame.signals.every((signal) => isFields(signal) && isText(signal.type) && isText(signal.member)),
}

/**
 * The frames of one message of the server: one frame, or an array of frames. Frames of an unknown type are
 * left out, as a newer server may send them. Undefined: the message is malformed.
 */
export function parseFrames(data: unknown): ServerFrame[] | undefined {
  if (typeof data !== 'string') return undefined
  const parsed = parseJson(data)
  const frames: unknown[] = Array.isArray(parsed) ? parsed : [parsed]
  const known: ServerFrame[] = []
  for (const frame of frames) {
    if (!isFields(frame) || !isText(frame.type)) return undefined
    if (!Object.hasOwn(FITS, frame.type)) continue
    if (!FITS[frame.type as ServerFrame['type']](frame)) return undefined
    known.push(frame as ServerFrame)
  }
  return known
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function fitsSnapshot(frame: Fields): boolean {
  const { snapshot } = frame
  if (snapshot === undefined) return true
  return (
    isFields(snapshot) &&
    isFields(snapshot.head) &&
    isNumber(snapshot.head.seq) &&
    Array.isArray(snapshot.timeline)
  )
}

function isError(value: unknown): boolean {
  return isFields(value) && isText(value.code) && isText(value.message)
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}
