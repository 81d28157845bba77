import type { MemberId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { headOf } from '../../shared/samples.test-data.ts'
import { readWords } from './read-words.ts'

const ids = (...names: string[]) => names as MemberId[]

test('[W1] with one other it is "Read", with more it says by whom', () => {
  expect(readWords(headOf('me', 'ann'), ids('ann'))).toBe('Read')
  const head = headOf('me', 'ann', 'bob', 'eve', 'joe')
  expect(readWords(head, [])).toBeUndefined()
  expect(readWords(head, ids('ann'))).toBe('Read by Ann')
  expect(readWords(head, ids('ann', 'eve'))).toBe('Read by Ann and Eve')
  expect(readWords(head, ids('ann', 'bob', 'eve', 'joe'))).toBe('Read by Ann, Bob and 2 others')
})
