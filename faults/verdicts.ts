import { CLOSE_CODES, ERRORS } from '@parley/protocol'

/** A faulty WebSocket ends without a code; a reset is no answer, and no refusal. */
const NO_CODE = new Set([1005, 1006])
/** A fault of the server's own is never an answer to a client that is wrong. */
const OURS = new Set(['internal', 'unavailable'])

/** What came back, counted, and what must never come back. */
export class Verdicts {
  readonly faults: string[] = []
  readonly errors: Record<string, number> = {}
  readonly closes: Record<string, number> = {}
  readonly statuses: Record<string, number> = {}

  error(code: string, to: string): void {
    this.errors[code] = (this.errors[code] ?? 0) + 1
    if (!Object.hasOwn(ERRORS, code) || OURS.has(code)) this.fault(`error ${code} to ${to}`)
  }

  closed(code: number, to: string): void {
    this.closes[code] = (this.closes[code] ?? 0) + 1
    if (!Object.hasOwn(CLOSE_CODES, code) && !NO_CODE.has(code)) this.fault(`close code ${code} to ${to}`)
  }

  status(status: string, to: string): void {
    this.statuses[status] = (this.statuses[status] ?? 0) + 1
    if (!/^(?:101|4\d\d|503)$/.test(status)) this.fault(`status ${status} to ${to}`)
  }

  fault(text: string): void {
    if (this.faults.length < 50) this.faults.push(text.slice(0, 400))
  }
}
