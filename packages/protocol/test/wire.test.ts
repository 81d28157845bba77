import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { ClientFrame, SUBPROTOCOL } from '../src/index.ts'
import { readHistory, readPin, withChange } from './wire-history.ts'
import { differences, wireOfCode } from './wire-schema.ts'

const FIXTURES = new URL('./fixtures/', import.meta.url)

test('the wire is the pinned one', () => {
  const pin = readPin()
  const code = wireOfCode()
  const changed = differences(pin.parts, code.parts)
  expect(
    code.wire,
    `The wire has changed:
  ${changed.join('\n  ')}
Additive (a new type, a new optional field, a value where clients take any)? Then it is still ${SUBPROTOCOL}:
  npm run wire:pin -- "what has changed, in a few words"
Anything else breaks clients that are out there: give SUBPROTOCOL a new number first.`,
  ).toBe(pin.wire)
})

test('PROTOCOL.md ends its history with the pinned wire of this version', () => {
  expect(readHistory().at(-1)).toMatchObject({ version: SUBPROTOCOL, wire: readPin().wire })
})

test('a change of any part changes the wire, and is named', () => {
  const before = wireOfCode({ A: union(z.string()) })
  const after = wireOfCode({ A: union(z.string().optional()) })
  expect(after.wire).not.toBe(before.wire)
  expect(differences(before.parts, after.parts)).toEqual(['A one: changed'])
  expect(differences({}, after.parts)).toEqual(['A one: added', 'A two: added'])
  expect(differences(before.parts, {})).toEqual(['A one: removed', 'A two: removed'])
})

test('the order of fields is no change', () => {
  const one = z.discriminatedUnion('type', [
    z.object({ type: z.literal('one'), a: z.string(), b: z.number() }),
  ])
  const other = z.discriminatedUnion('type', [
    z.object({ b: z.number(), a: z.string(), type: z.literal('one') }),
  ])
  expect(wireOfCode({ A: one }).wire).toBe(wireOfCode({ A: other }).wire)
})

test('a change of the same day takes the place of the last, a later one comes after it', () => {
  const change = (date: string, wire: string) => ({ date, version: 'v1', wire, change: 'x' })
  const document =
    '\n### History\n\n| date | version | wire | change |\n| --- | --- | --- | --- |\n| d1 | `v1` | `w1` | x |\n'
  expect(readHistory(withChange(document, change('d1', 'w2')))).toEqual([change('d1', 'w2')])
  expect(readHistory(withChange(document, change('d2', 'w2')))).toEqual([
    change('d1', 'w1'),
    change('d2', 'w2'),
  ])
})

test.each(readdirSync(FIXTURES))('what the client of %s sends is still understood', (name) => {
  const { sends } = JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8')) as { sends: unknown[] }
  expect(sends.length).toBeGreaterThan(0)
  for (const frame of sends) {
    expect(ClientFrame.safeParse(frame).error, JSON.stringify(frame)).toBeUndefined()
  }
})

function union(field: z.ZodType) {
  return z.discriminatedUnion('type', [
    z.object({ type: z.literal('one'), field }),
    z.object({ type: z.literal('two') }),
  ])
}
