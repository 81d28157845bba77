import { expect, test } from 'vitest'
import { budgetOfInput, inputOfBudget } from './budget-input.ts'

test.each([
  [{ tokens: '', usd: '' }, {}],
  [{ tokens: '200000', usd: '' }, { tokens: 200_000 }],
  [
    { tokens: '200 000', usd: '1.5' },
    { tokens: 200_000, usd: 1.5 },
  ],
  [
    { tokens: '200,000', usd: '1,5' },
    { tokens: 200_000, usd: 1.5 },
  ],
  [{ tokens: '', usd: '0.05' }, { usd: 0.05 }],
  [{ tokens: '0', usd: '' }, undefined],
  [{ tokens: '1.5', usd: '' }, undefined],
  [{ tokens: 'many', usd: '' }, undefined],
  [{ tokens: '', usd: '-2' }, undefined],
  [{ tokens: '', usd: '1e3' }, undefined],
  [{ tokens: '99999999999999999999', usd: '' }, undefined],
])('[D13] %j', (input, expected) => {
  expect(budgetOfInput(input, undefined)).toEqual(expected)
})

test('[D13] what the fields do not show stays', () => {
  const before = { tokens: 5, seconds: 60 }
  expect(budgetOfInput({ ...inputOfBudget(before), usd: '2' }, before)).toEqual({ ...before, usd: 2 })
  expect(budgetOfInput({ tokens: '', usd: '' }, before)).toEqual({ seconds: 60 })
})
