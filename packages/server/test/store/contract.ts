import { describe } from 'vitest'
import { testAppending } from './appending.ts'
import { testDirectory } from './directory.ts'
import { testFencing } from './fencing.ts'
import { testFolds } from './folds.ts'
import { testReading } from './reading.ts'
import type { Store } from '../../src/store/store.ts'

/** What every store must do. `store` answers the store of the running test, `runs` is the length of the random part. */
export function testStore(store: () => Store, runs: number): void {
  describe('appending', () => testAppending(store))
  describe('fencing', () => testFencing(store))
  describe('reading', () => testReading(store))
  describe('folds', () => testFolds(store, runs))
  describe('the directory', () => testDirectory(store))
}
