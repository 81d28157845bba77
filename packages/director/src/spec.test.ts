import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const spec = readFileSync(join(import.meta.dirname, '../SPEC.md'), 'utf8')
const rules = [...spec.matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map(([, id]) => id)

const tests = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.test.ts') && file !== 'spec.test.ts')
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n')
const cited = new Set(tests.match(/\b(?:DIR|RUN|INV)-\d+\b/g))

test('the rules of SPEC.md are numbered without gap or double', () => {
  for (const kind of ['DIR', 'RUN', 'INV']) {
    const numbers = rules.flatMap((id) => (id?.startsWith(kind) === true ? [Number(id.split('-')[1])] : []))
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1))
  }
})

test('every rule of SPEC.md is cited by a test', () => {
  expect(rules.filter((id) => id !== undefined && !cited.has(id))).toEqual([])
})

test('every rule that a test cites is in SPEC.md', () => {
  expect([...cited].filter((id) => !rules.includes(id))).toEqual([])
})
