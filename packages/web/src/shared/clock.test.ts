import { expect, test } from 'vitest'
import { clockTime, dayLabel, listTime, separates } from './clock.ts'

const now = new Date(2026, 10, 21, 15, 30).getTime()
const at = (month: number, day: number, hour: number, minute = 0) =>
  new Date(2026, month, day, hour, minute).getTime()

test.each([
  [at(10, 21, 9, 5), '9:05 AM'],
  [at(10, 21, 15, 31), '3:31 PM'],
  [at(10, 20, 23, 59), 'Yesterday'],
  [at(10, 19, 8), 'Thursday'],
  [at(10, 15, 8), 'Sunday'],
  [at(10, 14, 8), '11/14/26'],
])('[W2] a list shows %s as %s', (time, expected) => {
  expect(listTime(time, now, 'en-US').replace('\u202f', ' ')).toBe(expected)
})

test('[W2] a separator names the day, and the year only when it is another', () => {
  expect(dayLabel(at(10, 21, 0), now, 'en-US')).toBe('Today')
  expect(dayLabel(at(10, 20, 0), now, 'en-US')).toBe('Yesterday')
  expect(dayLabel(at(10, 17, 0), now, 'en-US')).toBe('Tuesday')
  expect(dayLabel(at(9, 3, 0), now, 'en-US')).toBe('Sat, Oct 3')
  expect(dayLabel(new Date(2025, 9, 3).getTime(), now, 'en-US')).toBe('Fri, Oct 3, 2025')
})

test('[W1] a separator stands at the first message, at midnight and after an hour of quiet', () => {
  expect(separates(undefined, now)).toBe(true)
  expect(separates(at(10, 20, 23, 50), at(10, 21, 0, 5))).toBe(true)
  expect(separates(at(10, 21, 9), at(10, 21, 10))).toBe(true)
  expect(separates(at(10, 21, 9), at(10, 21, 9, 59))).toBe(false)
})

test('[W2] the locale decides between twelve and twenty-four hours', () => {
  expect(clockTime(at(10, 21, 15, 4), 'de-DE')).toBe('15:04')
})
