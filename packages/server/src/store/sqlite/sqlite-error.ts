import { StoreError } from '../store-error.ts'
import type { StoreErrorCode } from '../store-error.ts'

/** Primary result codes of SQLite that an operator can do something about. */
const MEANINGS: Record<number, { code: StoreErrorCode; sentence: string }> = {
  5: { code: 'in-use', sentence: 'The database is locked by another process.' },
  8: {
    code: 'not-writable',
    sentence: 'The database cannot be written: check the permissions of the data folder.',
  },
  11: {
    code: 'damaged',
    sentence: 'The database file is damaged: put a backup back, or choose another data folder.',
  },
  13: { code: 'disk-full', sentence: 'The disk is full: nothing was stored.' },
  14: {
    code: 'not-writable',
    sentence: 'The database cannot be opened: check the permissions of the data folder.',
  },
  26: {
    code: 'damaged',
    sentence: 'The database file is not a database: put a backup back, or choose another data folder.',
  },
}

/** What went wrong in SQLite, as an error of the store; the original stays its `cause`. */
export function storeErrorOf(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const meaning = MEANINGS[resultCode(error) & 0xff]
  return meaning === undefined
    ? new StoreError(
        'failed',
        `The store failed: ${error instanceof Error ? error.message : String(error)}`,
        { cause: error },
      )
    : new StoreError(meaning.code, meaning.sentence, { cause: error })
}

function resultCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0
}
