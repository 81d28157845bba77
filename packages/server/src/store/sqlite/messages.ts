import type { StoreErrorCode } from '../store-error.ts'
import type { Calls } from './calls.ts'

/** The main thread raises `signal` whenever it has sent something. */
export type StoreWorkerData = {
  directory: string
  maxRoomsInMemory: number
  signal: Int32Array<SharedArrayBuffer>
}

/** What can be asked, by name. */
export type Functions = Calls['writes'] & Calls['reads']
export type CallName = keyof Functions

/** The main thread sends arrays of calls, in the order in which they were made, and at last `close`. */
export type Call = { id: number; name: CallName; args: unknown[] }
export type Sent = Call[] | 'close'

/** The worker sends one `Opening`, then arrays of answers. */
export type Opening = { opened: true } | { failure: Failure }
export type Answer = { id: number; value: unknown } | { id: number; failure: Failure }

/** A `StoreError` on its way between threads. */
export type Failure = { code: StoreErrorCode; message: string; cause: unknown }
