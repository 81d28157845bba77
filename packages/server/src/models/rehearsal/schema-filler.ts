import type { JSONSchema7 } from '@ai-sdk/provider'
import type { Dice } from './dice.ts'

/** What is known about a field by its name; undefined leaves it to the schema. */
export type Suggest = (name: string, schema: JSONSchema7) => unknown

const MAX_DEPTH = 8

/** A value that follows `schema`: suggested where something is known, else the plainest that fits. */
export function fillSchema(schema: JSONSchema7, suggest: Suggest, dice: Dice): unknown {
  return fill(schema, schema, '', suggest, dice, 0)
}

function fill(
  given: JSONSchema7 | boolean,
  root: JSONSchema7,
  path: string,
  suggest: Suggest,
  dice: Dice,
  depth: number,
): unknown {
  if (typeof given === 'boolean' || depth > MAX_DEPTH) return null
  const schema = dereference(given, root)
  const name = path.slice(path.lastIndexOf('/') + 1)
  const suggested = suggest(name, schema)
  if (suggested !== undefined) return suggested
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return dice.pick(schema.enum, path)
  if (schema.default !== undefined) return schema.default
  const variant = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (variant !== undefined) return fill(variant, root, path, suggest, dice, depth + 1)
  const types: readonly unknown[] = [schema.type].flat()
  const type = types.find((one) => one !== 'null') ?? types[0]
  switch (type) {
    case 'string':
      return text(schema, name)
    case 'integer':
    case 'number':
      return number(schema, type, path, dice)
    case 'boolean':
      return dice.chance(0.5, path)
    case 'array': {
      const item = Array.isArray(schema.items) ? schema.items[0] : schema.items
      const length = Math.max(schema.minItems ?? 1, 1)
      return Array.from({ length }, (_, index) =>
        fill(item ?? true, root, `${path}/${index}`, suggest, dice, depth + 1),
      )
    }
    case 'null':
      return null
    default:
      return object(schema, root, path, suggest, dice, depth)
  }
}

/** Required fields, and those optional ones about which something is known. */
function object(
  schema: JSONSchema7,
  root: JSONSchema7,
  path: string,
  suggest: Suggest,
  dice: Dice,
  depth: number,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const required = schema.required?.includes(name) === true
    const known = typeof property === 'object' && suggest(name, dereference(property, root)) !== undefined
    if (required || known) fields[name] = fill(property, root, `${path}/${name}`, suggest, dice, depth + 1)
  }
  return fields
}

function text({ minLength = 0, maxLength, format }: JSONSchema7, name: string): string {
  if (format === 'uri') return 'https://example.org/'
  if (format === 'email') return 'somebody@example.org'
  if (format === 'date') return '2026-01-01'
  if (format === 'date-time') return '2026-01-01T00:00:00Z'
  const words = name === '' ? 'rehearsal' : name
  return words.padEnd(minLength, '.').slice(0, maxLength)
}

function number(schema: JSONSchema7, type: 'integer' | 'number', path: string, dice: Dice): number {
  const step = type === 'integer' ? 1 : 0.1
  const low = schema.minimum ?? (schema.exclusiveMinimum === undefined ? 0 : schema.exclusiveMinimum + step)
  const high =
    schema.maximum ?? (schema.exclusiveMaximum === undefined ? low + 10 : schema.exclusiveMaximum - step)
  const value = low + dice.roll(path) * Math.max(0, Math.min(high, low + 10) - low)
  return type === 'integer' ? Math.min(Math.floor(high), Math.ceil(value)) : value
}

function dereference(schema: JSONSchema7, root: JSONSchema7): JSONSchema7 {
  const name = /^#\/(?:\$defs|definitions)\/(.+)$/.exec(schema.$ref ?? '')?.[1]
  const definitions = (root as { $defs?: JSONSchema7['definitions'] }).$defs ?? root.definitions
  const target = name === undefined ? undefined : definitions?.[name]
  return typeof target === 'object' ? target : schema
}
