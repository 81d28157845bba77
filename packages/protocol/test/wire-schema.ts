import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ClientFrame, Command, RoomEvent, ServerFrame } from '../src/index.ts'

const UNIONS = { ClientFrame, ServerFrame, Command, RoomEvent } as const

/** Each frame, command and event of the wire with the digest of its schema: `Command post-message`. */
export type WireParts = Record<string, string>

/** What is pinned: the digest of the whole wire, and of each part so that a change can be named. */
export type WirePin = { wire: string; parts: WireParts }

/** The wire as it is in the code. */
export function wireOfCode(unions: Record<string, z.core.$ZodType> = UNIONS): WirePin {
  const parts: WireParts = {}
  for (const [name, union] of Object.entries(unions)) {
    for (const [type, schema] of typesOf(union)) parts[`${name} ${type}`] = digest(schema)
  }
  return { wire: digest(parts), parts }
}

/** The JSON Schema of every member of a union, by its type. */
export function typesOf(union: z.core.$ZodType): [string, JsonSchema][] {
  const { anyOf, oneOf, $defs } = schemaOf(union)
  const options = (oneOf ?? anyOf ?? []) as JsonSchema[]
  return options.map((option) => {
    const properties = option['properties'] as { type: { const: string } }
    return [properties.type.const, { ...option, ...($defs === undefined ? {} : { $defs }) }]
  })
}

export type JsonSchema = Record<string, unknown>

/** As it may come from outside: what has a default may be left out, and what is more is no error. */
function schemaOf(schema: z.core.$ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' })
}

/** What was added, removed or changed between two wires, in words. */
export function differences(before: WireParts, after: WireParts): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted()
  return names.flatMap((name) => {
    if (before[name] === after[name]) return []
    return `${name}: ${before[name] === undefined ? 'added' : after[name] === undefined ? 'removed' : 'changed'}`
  })
}

/** Lists in which the order says nothing. */
const UNORDERED = new Set(['required', 'enum'])

/** The same for the same value, in whatever order its keys stand. */
function digest(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex')
    .slice(0, 12)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(
    entries.map(([key, inner]) => [
      key,
      UNORDERED.has(key) && Array.isArray(inner) ? inner.toSorted() : sorted(inner),
    ]),
  )
}
