import { wireError } from '@parley/protocol'
import type { WireError } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import { Refusal } from './refusal.ts'
import { StoreError } from './store/store-error.ts'

/** Tells the operator of a fault; people get its correlation id only. */
export type Report = (message: string, details: Record<string, unknown>) => void

/** The one place where an error becomes what a client sees. */
export function toWireError(error: unknown, report: Report): WireError {
  if (error instanceof Refusal) return error.error
  if (error instanceof StoreError) {
    report('the store failed', { error })
    return wireError('unavailable', 'The server could not store this just now. Nothing of it was done.')
  }
  const correlationId = randomUUID()
  report('a request failed', { correlationId, error })
  return wireError('internal', `Something went wrong on the server (${correlationId}).`, { correlationId })
}
