import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { RoomId } from '@parley/protocol'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { USAGE } from './migrations/0009-usage.ts'
import { UsageRows } from './usage-rows.ts'

test('[K3, M4] who used up what before is told by the log of an older database', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database, MIGRATIONS.slice(0, MIGRATIONS.indexOf(USAGE)))
  database.exec(`INSERT INTO rooms (number, id, created_at, seed, settings) VALUES (1, 'r', 0, 's', '{}')`)
  const put = database.prepare(
    `INSERT INTO events (place, room, id, at, by, type, data) VALUES (?, 1, ?, ?, 'ann', ?, ?)`,
  )
  const usage = { model: 'a:one', inputTokens: 10, outputTokens: 2, cachedTokens: 4 }
  const at = Date.parse('2026-11-20T23:59:59Z')
  const told = [
    ['message-posted', { text: 'Hi', usage: { ...usage, costUsd: 0.5 } }],
    ['message-finished', { text: 'Hm', usage }],
    ['turn-ended', { usage }],
    ['message-posted', { text: 'by a person' }],
    ['item-imported', { item: { usage } }],
  ] as const
  told.forEach(([type, data], index) => put.run(index + 1, `e${index}`, at, type, JSON.stringify(data)))
  migrate(database)
  const rows = new UsageRows(database)
  const expected = [
    {
      agent: 'ann',
      model: 'a:one',
      inputTokens: 20,
      outputTokens: 4,
      cachedTokens: 8,
      usd: 0.5,
      unpricedTokens: 12,
    },
    { model: 'a:one', inputTokens: 10, outputTokens: 2, cachedTokens: 4, usd: 0, unpricedTokens: 12 },
  ]
  expect(rows.parts('r' as RoomId, '2026-11-20')).toEqual(expected)
  expect(rows.parts(undefined, undefined)).toEqual(expected)
  expect(rows.parts('r' as RoomId, '2026-11-21')).toEqual([])
})
