import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { migrate } from './migrate.ts'

test('[K3] steps run once, in order, and a step that fails leaves the one before', () => {
  const database = new DatabaseSync(':memory:')
  const version = () => database.prepare('PRAGMA user_version').get()?.['user_version']
  const steps = ['CREATE TABLE one (x)', 'INSERT INTO one VALUES (1)']
  migrate(database, steps)
  migrate(database, steps)
  expect(version()).toBe(2)
  expect(database.prepare('SELECT count(*) AS rows FROM one').get()).toMatchObject({ rows: 1 })
  expect(() =>
    migrate(database, [...steps, 'INSERT INTO one VALUES (2); INSERT INTO nothing VALUES (3)']),
  ).toThrow('nothing')
  expect(version()).toBe(2)
  expect(database.prepare('SELECT count(*) AS rows FROM one').get()).toMatchObject({ rows: 1 })
  expect(() => migrate(database, steps.slice(1))).toThrow('newer Parley (schema 2; this one knows up to 1)')
})
