import { FIRST } from './0001-first.ts'
import { POSITIONS } from './0002-positions.ts'
import { ASKED } from './0003-asked.ts'
import { RECORDS } from './0004-records.ts'
import { SPENDING } from './0005-spending.ts'
import { SUMMARY } from './0006-summary.ts'
import { SEARCH } from './0007-search.ts'
import { PREFERENCES } from './0008-preferences.ts'
import { USAGE } from './0009-usage.ts'

/** Every step from an empty database to today's schema. One that was released is never changed. */
export const MIGRATIONS: readonly string[] = [
  FIRST,
  POSITIONS,
  ASKED,
  RECORDS,
  SPENDING,
  SUMMARY,
  SEARCH,
  PREFERENCES,
  USAGE,
]
