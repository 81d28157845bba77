import { describe } from 'vitest'
import { testAppending } from './appending.ts'
import { testDirectory } from './directory.ts'
import { testFencing } from './fencing.ts'
import { testFolds } from './folds.ts'
import { testPositions } from './positions.ts'
import { testPreferences } from './preferences.ts'
import { testReading } from './reading.ts'
import { testRecords } from './records.ts'
import { testSearch } from './search.ts'
import { testSpending } from './spending.ts'
import type { Store } from '../../src/store/store.ts'

/** What every store must do. `store` answers the store of the running test, `runs` is the length of the random part. */
export function testStore(store: () => Store, runs: number): void {
  describe('appending', () => testAppending(store))
  describe('fencing', () => testFencing(store))
  describe('reading', () => testReading(store))
  describe('folds', () => testFolds(store, runs))
  describe('read positions', () => testPositions(store))
  describe('preferences', () => testPreferences(store))
  describe('spending', () => testSpending(store))
  describe('search', () => testSearch(store))
  describe('the directory', () => testDirectory(store))
  describe('records', () => testRecords(store))
}
