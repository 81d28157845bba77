import { expect, test } from 'vitest'
import { AddressLimit } from './address-limit.ts'

function limit() {
  let now = 0
  const addresses = new AddressLimit({ perSecond: 1, burst: 2 }, () => now)
  const isLet = (address: string) => {
    try {
      addresses.take(address)
      return true
    } catch (error) {
      expect(error).toMatchObject({ error: { code: 'rate-limited', details: { retryAfterMs: 1_000 } } })
      return false
    }
  }
  return { isLet, pass: (ms: number) => (now += ms) }
}

test('[S3] each address has its own rate, and gets it back with time', () => {
  const { isLet, pass } = limit()
  expect([1, 2, 3].map(() => isLet('192.0.2.1'))).toEqual([true, true, false])
  expect(isLet('192.0.2.2')).toBe(true)
  pass(1_000)
  expect([1, 2].map(() => isLet('192.0.2.1'))).toEqual([true, false])
})

test('[S3] the addresses of one IPv6 network are one', () => {
  const { isLet } = limit()
  expect(['2001:db8:1:2::1', '2001:db8:1:2::2', '2001:db8:1:2:3:4:5:6'].map(isLet)).toEqual([
    true,
    true,
    false,
  ])
  expect(['2001:db8:1:3::1', '2001:db8::1', '::1', '::ffff:192.0.2.7'].map(isLet)).toEqual([
    true,
    true,
    true,
    true,
  ])
})

test('[S3] who comes from ten thousand addresses does not make the server remember more', () => {
  const { isLet } = limit()
  expect([1, 2, 3].map(() => isLet('198.51.100.1'))).toEqual([true, true, false])
  for (let index = 0; index < 10_000; index += 1) isLet(`10.0.${index >> 8}.${index & 255}`)
  expect(isLet('198.51.100.1'), 'forgotten meanwhile').toBe(true)
})
