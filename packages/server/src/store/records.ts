/**
 * Small records of the workspace by kind: people, sessions, tokens, invitations. A store keeps them as
 * plain data and needs to know none of their fields, so that a new kind, or a field that the library for
 * accounts adds to one of its own, changes no schema. [S1]
 */
export interface Records {
  /** Puts a new record in. False, and nothing is changed: its id, or a unique field of its kind, is taken. */
  add(kind: string, record: StoredRecord): Promise<boolean>
  /** In order of id, unless the query sorts by a field; then records with the same value keep that order. */
  find(kind: string, query?: RecordQuery): Promise<StoredRecord[]>
  /**
   * Changes what matches, at most `limit` of it, and answers it as it is now. To compare and to change is
   * one step: of two callers that race for the last use of something one gets the record. [R4]
   */
  change(kind: string, where: readonly Condition[], change: Change, limit?: number): Promise<StoredRecord[]>
  /** Removes what matches, at most `limit` of it, and answers it as it was; one step as well. */
  remove(kind: string, where: readonly Condition[], limit?: number): Promise<StoredRecord[]>
}

export type Value = string | number | boolean | null | readonly (string | number)[]
export type StoredRecord = { readonly id: string } & Readonly<Record<string, Value>>

/** `set` before `increment`; neither may name the id. */
export type Change = {
  set?: Readonly<Record<string, Value>>
  increment?: Readonly<Record<string, number>>
}

export type RecordQuery = {
  where?: readonly Condition[]
  sortBy?: { field: string; direction: 'asc' | 'desc' }
  limit?: number
  offset?: number
}

/** An absent field is null. Orders (`lt` to `gte`) hold only between two numbers or two texts. */
export type Condition = {
  field: string
  value: Value
  /** `eq` by default. */
  operator?: Operator
  /** Joined by OR to what stands before it; by AND otherwise. Read from left to right. */
  or?: boolean
  ignoreCase?: boolean
}

export type Operator =
  | 'eq'
  | 'ne'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'in'
  | 'not_in'
  | 'contains'
  | 'starts_with'
  | 'ends_with'

/** Fields by which records are looked up often; stores have an index on each. */
export const INDEXED_FIELDS = [
  'token',
  'email',
  'userId',
  'identifier',
  'accountId',
  'hash',
  'member',
  'room',
] as const

/** Fields of which no two records of the kind may have the same value, unless it is null. */
export const UNIQUE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  user: ['email'],
  session: ['token'],
  token: ['hash'],
  invitation: ['hash'],
}

/** The conditions under which a new record would take a unique value from another. */
export function clashes(kind: string, record: StoredRecord): Condition[] {
  const unique = (UNIQUE_FIELDS[kind] ?? []).filter((field) => (record[field] ?? null) !== null)
  return ['id', ...unique].map((field) => ({ field, value: record[field] ?? null, or: true }))
}

/** What every store answers to `find`, of the records of a kind in order of id. */
export function select(
  records: Iterable<StoredRecord>,
  { where, sortBy, offset = 0, limit = Infinity }: RecordQuery,
): StoredRecord[] {
  const found = [...records].filter((record) => matches(record, where))
  if (sortBy !== undefined) {
    const sign = sortBy.direction === 'asc' ? 1 : -1
    found.sort((a, b) => sign * order(a[sortBy.field] ?? null, b[sortBy.field] ?? null))
  }
  return found.slice(offset, offset + limit)
}

export function changed(record: StoredRecord, { set = {}, increment = {} }: Change): StoredRecord {
  const sums = Object.entries(increment).map(([field, by]) => [field, Number(record[field] ?? 0) + by])
  return { ...record, ...set, ...Object.fromEntries(sums), id: record.id }
}

export function matches(record: StoredRecord, where: readonly Condition[] = []): boolean {
  return where.reduce(
    (soFar, condition, index) =>
      index > 0 && condition.or === true
        ? soFar || holds(record, condition)
        : soFar && holds(record, condition),
    true,
  )
}

function holds(record: StoredRecord, { field, operator = 'eq', value, ignoreCase }: Condition): boolean {
  const fold = (one: Value): Value =>
    ignoreCase === true && typeof one === 'string' ? one.toLowerCase() : one
  const actual = fold(record[field] ?? null)
  const wanted = Array.isArray(value) ? value.map(fold) : fold(value)
  switch (operator) {
    case 'eq':
      return actual === wanted
    case 'ne':
      return actual !== wanted
    case 'in':
      return Array.isArray(wanted) && wanted.includes(actual)
    case 'not_in':
      return Array.isArray(wanted) && !wanted.includes(actual)
    case 'contains':
      return typeof actual === 'string' && typeof wanted === 'string' && actual.includes(wanted)
    case 'starts_with':
      return typeof actual === 'string' && typeof wanted === 'string' && actual.startsWith(wanted)
    case 'ends_with':
      return typeof actual === 'string' && typeof wanted === 'string' && actual.endsWith(wanted)
    default:
      return isComparable(actual, wanted) && orders(operator, order(actual, wanted as Value))
  }
}

function orders(operator: 'lt' | 'lte' | 'gt' | 'gte', sign: number): boolean {
  if (sign === 0) return operator === 'lte' || operator === 'gte'
  return sign < 0 ? operator.startsWith('lt') : operator.startsWith('gt')
}

function isComparable(a: unknown, b: unknown): boolean {
  return typeof a === typeof b && (typeof a === 'number' || typeof a === 'string')
}

/** Null first; then by the type's own order. */
function order(a: Value, b: Value): number {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  return a < b ? -1 : 1
}
