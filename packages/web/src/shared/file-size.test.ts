import { expect, test } from 'vitest'
import { fileSize } from './file-size.ts'

test.for([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [1_449, '1.4 kB'],
  [99_960, '100 kB'],
  [999_600, '1 MB'],
  [20_971_520, '21 MB'],
] as const)('[W3] %i bytes are %s', ([bytes, words]) => {
  expect(fileSize(bytes)).toBe(words)
})
