import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { RECORDS } from './migrations/0004-records.ts'
import { RecordRows } from './record-rows.ts'

test('[K3] people and tokens of an older database are records afterwards, sessions are not', () => {
  const database = new DatabaseSync(':memory:')
  const before = MIGRATIONS.slice(0, MIGRATIONS.indexOf(RECORDS))
  migrate(database, before)
  database.exec(`
    INSERT INTO people VALUES ('p_Ann', 'Ann', 5);
    INSERT INTO credentials VALUES ('digest-of-a-token-43-characters-long-or-so', 'p_Ann', 'token', 6, NULL);
    INSERT INTO credentials VALUES ('digest-of-a-session', 'p_Ann', 'session', 6, 7);
  `)
  migrate(database)
  const records = new RecordRows(database)
  expect(records.find('user', {})).toEqual([
    {
      id: 'p_Ann',
      name: 'Ann',
      email: 'p_ann@people.invalid',
      emailVerified: false,
      image: null,
      createdAt: 5,
      updatedAt: 5,
      guest: false,
    },
  ])
  expect(records.find('token', {})).toMatchObject([
    {
      hash: 'digest-of-a-token-43-characters-long-or-so',
      member: 'p_Ann',
      kind: 'person',
      createdBy: 'p_Ann',
      scopes: ['read', 'write', 'manage'],
      rooms: null,
      expiresAt: null,
    },
  ])
  expect(records.find('session', {})).toEqual([])
})

test('[K1] records are found by an index where there is one', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  const plan = (condition: string) =>
    database
      .prepare(`EXPLAIN QUERY PLAN SELECT record FROM records WHERE kind = ? AND ${condition} ORDER BY id`)
      .all('session', 'x')
      .map((row) => String(row['detail']))
      .join(' ')
  for (const field of ['token', 'hash', 'room', 'userId', 'email', 'identifier', 'accountId', 'member']) {
    expect(plan(`record ->> '$.${field}' = ?`)).toMatch(
      /USING INDEX records_by_\w+ \(kind=\? AND <expr>=\?\)/,
    )
  }
})
