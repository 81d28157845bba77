import type { ErrorCode, WireError } from '@parley/protocol'

/** An error of the wire, thrown: `code` and `retryable` are those of the protocol's table. */
export class ParleyError extends Error {
  override readonly name = 'ParleyError'
  readonly code: ErrorCode
  /** The same request may succeed later, unchanged. */
  readonly retryable: boolean
  readonly details: Record<string, unknown> | undefined

  constructor(error: WireError, options?: ErrorOptions) {
    super(error.message, options)
    this.code = error.code
    this.retryable = error.retryable
    this.details = error.details
  }
}

/** An error that this side found before or without the server. */
export function localError(code: ErrorCode, message: string): WireError {
  return { code, message, retryable: code === 'unavailable' }
}
