import { expect, test } from 'vitest'
import type { Invitation } from '@parley/protocol'
import { invitationWords, isOpen } from './invitation-words.ts'

const NOW = new Date(2026, 10, 21, 12).getTime()
const HOUR = 3_600_000
const invitation = (more: Partial<Invitation> = {}) =>
  ({
    role: 'member',
    expiresAt: null,
    maxUses: null,
    uses: 2,
    needsApproval: false,
    revokedAt: null,
    ...more,
  }) as Invitation

test.each<[Partial<Invitation>, string]>([
  [{}, 'used by 2 · does not expire'],
  [{ maxUses: 5, expiresAt: NOW + HOUR }, 'used by 2 of 5 · until 1:00 PM'],
  [{ expiresAt: NOW + 24 * HOUR }, 'used by 2 · until Nov 22, 12:00 PM'],
  [{ uses: 0 }, 'not used yet · does not expire'],
  [{ uses: 0, maxUses: 5 }, 'used by 0 of 5 · does not expire'],
  [{ role: 'viewer', needsApproval: true }, 'used by 2 · does not expire · to read only · with approval'],
])('[R4] an invitation in words: %o', (more, words) => {
  expect(invitationWords(invitation(more), NOW, 'en-US')).toBe(words)
})

test('[R4] whether somebody could still come', () => {
  expect(isOpen(invitation(), NOW)).toBe(true)
  expect(isOpen(invitation({ maxUses: 2 }), NOW)).toBe(false)
  expect(isOpen(invitation({ expiresAt: NOW }), NOW)).toBe(false)
  expect(isOpen(invitation({ revokedAt: 1 }), NOW)).toBe(false)
})
