import { createAdapterFactory } from 'better-auth/adapters'
import type { CleanedWhere, CustomAdapter } from 'better-auth/adapters'
import type { Change, Condition, Records, StoredRecord, Value } from '../../store/records.ts'
import { SessionTokens } from './session-tokens.ts'

type Fields = Record<string, unknown>

/**
 * The library's database: its models are kinds of our records. Dates are milliseconds there, and of a
 * session's token only a digest is kept.
 */
export function recordsAdapter(records: Records) {
  return createAdapterFactory({
    config: {
      adapterId: 'parley',
      adapterName: 'Parley records',
      supportsNumericIds: false,
      // It gives dates and takes dates; in between they are numbers.
      customTransformOutput: ({ data, fieldAttributes }) =>
        fieldAttributes.type === 'date' && typeof data === 'number' ? new Date(data) : data,
    },
    adapter: () => adapter(records),
  })
}

function adapter(records: Records): CustomAdapter {
  const tokens = new SessionTokens()
  const change = async (model: string, where: readonly CleanedWhere[], news: Change, limit?: number) => {
    const found = await records.change(model, conditions(tokens, model, where), news, limit)
    return found.map((record) => shown(tokens, model, record))
  }
  return {
    create: async ({ model, data }) => {
      if (await records.add(model, kept(tokens, model, data) as StoredRecord)) return data
      throw new Error(`a ${model} with this id or address is there already`)
    },
    findOne: async <T>({ model, where }: { model: string; where: CleanedWhere[] }) => {
      const [found] = await records.find(model, { where: conditions(tokens, model, where), limit: 1 })
      return (found === undefined ? null : shown(tokens, model, found)) as T | null
    },
    findMany: async <T>({
      model,
      where = [],
      limit,
      sortBy,
      offset,
    }: Parameters<CustomAdapter['findMany']>[0]) => {
      const found = await records.find(model, {
        where: conditions(tokens, model, where),
        limit,
        ...(sortBy === undefined ? {} : { sortBy }),
        ...(offset === undefined ? {} : { offset }),
      })
      return found.map((record) => shown(tokens, model, record)) as T[]
    },
    count: async ({ model, where = [] }) =>
      (await records.find(model, { where: conditions(tokens, model, where) })).length,
    update: async <T>({ model, where, update }: { model: string; where: CleanedWhere[]; update: T }) => {
      const [found] = await change(model, where, { set: kept(tokens, model, update as Fields) }, 1)
      return (found ?? null) as T | null
    },
    updateMany: async ({ model, where, update }) =>
      (await change(model, where, { set: kept(tokens, model, update) })).length,
    delete: async ({ model, where }) =>
      void (await records.remove(model, conditions(tokens, model, where), 1)),
    deleteMany: async ({ model, where }) =>
      (await records.remove(model, conditions(tokens, model, where))).length,
    consumeOne: async <T>({ model, where }: { model: string; where: CleanedWhere[] }) => {
      const [found] = await records.remove(model, conditions(tokens, model, where), 1)
      return (found === undefined ? null : shown(tokens, model, found)) as T | null
    },
    incrementOne: async <T>(given: Parameters<NonNullable<CustomAdapter['incrementOne']>>[0]) => {
      const { model, where, increment, set = {} } = given
      const [found] = await change(model, where, { set: kept(tokens, model, set), increment }, 1)
      return (found ?? null) as T | null
    },
  }
}

function conditions(tokens: SessionTokens, model: string, where: readonly CleanedWhere[]): Condition[] {
  return where.map(({ field, operator, value, connector, mode }) => ({
    field,
    operator,
    value: keptValue(tokens, model, field, value),
    or: connector === 'OR',
    ignoreCase: mode === 'insensitive',
  }))
}

function kept(tokens: SessionTokens, model: string, fields: Fields): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, keptValue(tokens, model, field, value)]),
  )
}

function keptValue(tokens: SessionTokens, model: string, field: string, value: unknown): Value {
  if (value instanceof Date) return value.getTime()
  if (Array.isArray(value)) {
    return value.map((one: unknown) => keptValue(tokens, model, field, one) as string | number)
  }
  const isToken = model === 'session' && field === 'token' && typeof value === 'string'
  return isToken ? tokens.keep(value) : (value as Value)
}

function shown(tokens: SessionTokens, model: string, record: StoredRecord): StoredRecord {
  const { token } = record
  return model === 'session' && typeof token === 'string' ? { ...record, token: tokens.show(token) } : record
}
