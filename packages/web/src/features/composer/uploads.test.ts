import { expect, test } from 'vitest'
import { attachmentsOf, changed, leftOut, notReady } from './uploads.ts'
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

test('[W3] why a message with files cannot go off is told, and what is to be done about it', () => {
  const both = [upload('a'), upload('b')]
  expect(notReady([])).toBeUndefined()
  expect(notReady(both)).toMatch(/on its way/)
  expect(notReady(changed(both, 'b', { name: 'failed', reason: 'Too large.' }))).toMatch(/Try it again/)
  expect(notReady(changed(changed(both, 'a', there('1')), 'b', there('2')))).toBeUndefined()
})

test('[S3] files that a message has no room for are not left out without a word', () => {
  expect(leftOut(0)).toBeUndefined()
  expect(leftOut(1)).toBe('A message holds 10 files: 1 file was left out.')
  expect(leftOut(190)).toBe('A message holds 10 files: 190 files were left out.')
})
