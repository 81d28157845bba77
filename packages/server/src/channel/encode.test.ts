import { expect, test } from 'vitest'
import { textMessage } from './encode.ts'

test.each([
  [0, 2],
  [125, 2],
  [126, 4],
  [65_535, 4],
  [65_536, 10],
])('[C4] a text of %i bytes has a header of %i', (length, headerBytes) => {
  const message = textMessage('x'.repeat(length))
  expect(message.length).toBe(headerBytes + length)
  expect(message[0]).toBe(0x81)
  const short = message[1]
  const told =
    headerBytes === 2
      ? short
      : headerBytes === 4
        ? message.readUInt16BE(2)
        : Number(message.readBigUInt64BE(2))
  expect(told).toBe(length)
  expect(short).toBe({ 2: length, 4: 126, 10: 127 }[headerBytes])
})

test('lengths are counted in bytes of UTF-8', () => {
  const message = textMessage('ö🙂')
  expect(message[1]).toBe(6)
  expect(message.subarray(2).toString()).toBe('ö🙂')
})
