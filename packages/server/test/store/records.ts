import { expect, test } from 'vitest'
import { matches } from '../../src/store/records.ts'
import type { Condition, Operator, Records, StoredRecord, Value } from '../../src/store/records.ts'
import type { Store } from '../../src/store/store.ts'

let kinds = 0

/** Records: found alike on every store, and changed in one step. [S1, R4] */
export function testRecords(store: () => Store): void {
  const records = (): Records => store().directory.records
  const is = (field: string, value: Value, more: Partial<Condition> = {}): Condition => ({
    field,
    value,
    ...more,
  })
  const newKind = async (...given: StoredRecord[]) => {
    const kind = `kind-${(kinds += 1)}`
    for (const record of given) expect(await records().add(kind, record)).toBe(true)
    return kind
  }

  test('[S1] a record comes back as it was put, by its own kind only', async () => {
    const record = {
      id: 'a',
      text: 'é"\n',
      yes: true,
      no: false,
      count: 1.5,
      nothing: null,
      list: ['x', 'y'],
    }
    const kind = await newKind(record, { id: 'b' })
    expect(await records().find(kind)).toEqual([record, { id: 'b' }])
    expect(await records().find('another')).toEqual([])
  })

  test('[S1] an id, and a unique field of its kind, is taken once', async () => {
    expect(await records().add('user', { id: 'u1', email: 'a@b.example' })).toBe(true)
    expect(await records().add('user', { id: 'u1', email: 'c@d.example' })).toBe(false)
    expect(await records().add('user', { id: 'u2', email: 'a@b.example' })).toBe(false)
    expect(await records().add('user', { id: 'u2', email: null })).toBe(true)
    expect(await records().add('user', { id: 'u3', email: null })).toBe(true)
    const added = await Promise.all([1, 2, 3].map(() => records().add('session', { id: 's', token: 't' })))
    expect(added.filter(Boolean)).toHaveLength(1)
    await records().remove('user', [])
    await records().remove('session', [])
  })

  const CASES: [string, Condition[], string[]][] = [
    ['nothing asked', [], ['a', 'b', 'c', 'd']],
    ['an indexed field', [is('token', 'one')], ['a']],
    ['an indexed field and another', [is('token', 'one'), is('count', 2)], []],
    ['an indexed field or another', [is('token', 'one'), is('count', 2, { or: true })], ['a', 'b']],
    ['an id', [is('id', 'c')], ['c']],
    ['a text whose case is open', [is('token', 'ONE', { ignoreCase: true })], ['a']],
    ['what is absent', [is('token', null)], ['d']],
    ['from left to right', [is('id', 'a'), is('id', 'b', { or: true }), is('count', 2)], ['b']],
    ...(
      [
        ['ne', 2, ['a', 'c', 'd']],
        ['lt', 2, ['a']],
        ['lte', 2, ['a', 'b']],
        ['gt', 2, ['c']],
        ['gte', 2, ['b', 'c']],
        ['in', [1, 3], ['a', 'c']],
        ['not_in', [1, 3], ['b', 'd']],
      ] as [Operator, Value, string[]][]
    ).map(
      ([operator, value, ids]) =>
        [`count ${operator}`, [is('count', value, { operator })], ids] as [string, Condition[], string[]],
    ),
    ['contains', [is('token', 'w', { operator: 'contains' })], ['b']],
    ['starts_with', [is('token', 't', { operator: 'starts_with' })], ['b', 'c']],
    ['ends_with', [is('token', 'e', { operator: 'ends_with' })], ['a', 'c']],
    ['a text is no number', [is('count', '2', { operator: 'lt' })], []],
    ['what could be taken for SQL', [is("token') OR 1=1 --", 'x')], []],
  ]
  test.each(CASES)('[S1] finds: %s', async (_, where, ids) => {
    const given: StoredRecord[] = [
      { id: 'a', token: 'one', count: 1 },
      { id: 'b', token: 'two', count: 2 },
      { id: 'c', token: 'three', count: 3 },
      { id: 'd' },
    ]
    const kind = await newKind(...given)
    expect((await records().find(kind, { where })).map(({ id }) => id)).toEqual(ids)
    expect(given.filter((record) => matches(record, where)).map(({ id }) => id)).toEqual(ids)
  })

  test('[S1] sorts, skips and limits', async () => {
    const kind = await newKind({ id: 'a', n: 2 }, { id: 'b' }, { id: 'c', n: 10 }, { id: 'd', n: 2 })
    const ids = async (...query: Parameters<Records['find']>[1][]) =>
      (await records().find(kind, query[0])).map(({ id }) => id)
    expect(await ids({ sortBy: { field: 'n', direction: 'asc' } })).toEqual(['b', 'a', 'd', 'c'])
    expect(await ids({ sortBy: { field: 'n', direction: 'desc' }, limit: 2 })).toEqual(['c', 'a'])
    expect(await ids({ offset: 1, limit: 2 })).toEqual(['b', 'c'])
  })

  test('[R4] changes what matches, and of two who want the last use one gets it', async () => {
    const kind = await newKind({ id: 'a', left: 3, uses: 0 }, { id: 'b', left: 3, uses: 0 })
    const use = () =>
      records().change(kind, [is('id', 'a'), is('left', 0, { operator: 'gt' })], {
        set: { usedBy: 'ann' },
        increment: { left: -1, uses: 1 },
      })
    const used = await Promise.all([use(), use(), use(), use(), use()])
    expect(used.filter((found) => found.length === 1)).toHaveLength(3)
    expect(await records().find(kind)).toEqual([
      { id: 'a', left: 0, uses: 3, usedBy: 'ann' },
      { id: 'b', left: 3, uses: 0 },
    ])
    expect(await records().change(kind, [], { set: { left: 1 } }, 1)).toHaveLength(1)
  })

  test('[S1] removes what matches, each record once', async () => {
    const kind = await newKind({ id: 'a', n: 1 }, { id: 'b', n: 1 }, { id: 'c', n: 2 })
    const taken = await Promise.all([1, 2, 3].map(() => records().remove(kind, [is('n', 1)], 1)))
    expect(taken.map((found) => found.map(({ id }) => id))).toEqual([['a'], ['b'], []])
    expect(await records().remove(kind, [])).toEqual([{ id: 'c', n: 2 }])
  })
}
