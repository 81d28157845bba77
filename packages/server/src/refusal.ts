import { wireError } from '@parley/protocol'
import type { ErrorCode, WireError } from '@parley/protocol'
import type { z } from 'zod'

/** A request that is answered with an error of the table in PROTOCOL.md. */
export class Refusal extends Error {
  readonly error: WireError

  constructor(code: ErrorCode, message?: string, details?: Record<string, unknown>) {
    const error = wireError(code, message, details)
    super(error.message)
    this.error = error
  }
}

/** Puts what zod found wrong into words that name the fields. */
export function invalidInput(error: z.ZodError): Refusal {
  const issues = error.issues.slice(0, 10).map(({ path, message }) => ({ path: path.join('.'), message }))
  const [first] = issues
  const message = first === undefined ? undefined : `${first.path || 'input'}: ${first.message}`
  return new Refusal('invalid-input', message, { issues })
}
