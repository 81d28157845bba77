import { expect, test } from 'vitest'
import type { MemberId } from '@parley/protocol'
import { avatarGradient } from './avatar-colors.ts'

test('[W1] a member without colours always gets the same ones, and members differ', () => {
  const ids = Array.from({ length: 40 }, (_, index) => `agent-${index}` as MemberId)
  const gradients = ids.map((id) => avatarGradient({ id }))
  expect(ids.map((id) => avatarGradient({ id }))).toEqual(gradients)
  expect(new Set(gradients).size).toBeGreaterThan(6)
})

test('[A1] colours of its own win', () => {
  const colors: [string, string] = ['#112233', '#445566']
  expect(avatarGradient({ id: 'x' as MemberId, colors })).toBe(colors)
})
