import { expect, test } from 'vitest'
import { FAILURE_CODES } from '@parley/protocol'
import { failureSentence } from './failure-words.ts'

test('[M8] every failure has a plain sentence, with and without a speaker', () => {
  for (const code of FAILURE_CODES) {
    const failure = { code, message: '', retryable: true }
    expect(failureSentence(failure, 'Steve')).toMatch(/^Steve could not answer: [a-z ’]+\.$/)
    expect(failureSentence(failure, undefined)).toMatch(/^Nobody could answer: [a-z ’]+\.$/)
  }
})
