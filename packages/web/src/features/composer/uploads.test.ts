import { expect, test } from 'vitest'
import { attachmentsOf, changed } from './uploads.ts'
import type { Upload } from './uploads.ts'

const upload = (key: string): Upload => ({ key, file: {} as File, state: { name: 'sending', share: 0 } })
const there = (id: string) => ({ name: 'there', attachment: { id } as never }) as const

test('[W3] files can be posted once all of them are there', () => {
  const sending = [upload('a'), upload('b')]
  expect(attachmentsOf(sending)).toBeUndefined()
  const half = changed(sending, 'a', there('1'))
  expect(attachmentsOf(half)).toBeUndefined()
  expect(attachmentsOf(changed(half, 'b', { name: 'failed', reason: 'Too large.' }))).toBeUndefined()
  expect(attachmentsOf(changed(half, 'b', there('2')))).toEqual([{ id: '1' }, { id: '2' }])
  expect(attachmentsOf([])).toEqual([])
})
