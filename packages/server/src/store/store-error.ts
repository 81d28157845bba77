export type StoreErrorCode =
  | 'in-use'
  | 'not-writable'
  | 'newer-version'
  | 'damaged'
  | 'disk-full'
  | 'room-missing'
  | 'closed'
  | 'failed'

/**
 * The store itself could not do what was asked, and nothing of it was stored. `message` is a plain
 * sentence for whoever runs the server; `cause` is what happened underneath.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

/** The room of a call that needs one is not there. */
export function roomMissing(room: string): StoreError {
  return new StoreError('room-missing', `There is no room ${room}.`)
}
