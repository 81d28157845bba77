import { FIRST } from './0001-first.ts'

/** Every step from an empty database to today's schema. One that was released is never changed. */
export const MIGRATIONS: readonly string[] = [FIRST]
