import { expect, test } from 'vitest'
import { FAILURE_CODES } from '@parley/protocol'
import { failureSentence } from './failure-words.ts'

test('[M8] every failure has a plain sentence, with and without a speaker', () => {
  for (const code of FAILURE_CODES.filter((one) => one !== 'budget-reached')) {
    const failure = { code, message: '', retryable: true }
    expect(failureSentence(failure, 'Steve')).toMatch(/^Steve could not answer: [a-z ’]+\.$/)
    expect(failureSentence(failure, undefined)).toMatch(/^Nobody could answer: [a-z ’]+\.$/)
  }
})

test('[D13] a used-up budget is nobody’s fault', () => {
  const failure = { code: 'budget-reached', message: 'This room has used up …', retryable: false } as const
  expect(failureSentence(failure, 'Steve')).toBe(failure.message)
  expect(failureSentence({ ...failure, message: '' }, 'Steve')).toBe('The budget for today is used up.')
})
