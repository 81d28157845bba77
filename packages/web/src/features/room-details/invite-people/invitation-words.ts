import type { Invitation } from '@parley/protocol'
import { clockTime } from '../../../shared/clock.ts'

/** Whether somebody could still come by it. */
export function isOpen({ revokedAt, expiresAt, maxUses, uses }: Invitation, nowMs: number): boolean {
  return (
    revokedAt === null && (expiresAt === null || expiresAt > nowMs) && (maxUses === null || uses < maxUses)
  )
}

/** How many have come, and how long and for what it holds, in a line. */
export function invitationWords(invitation: Invitation, nowMs: number, locale?: string): string {
  const { uses, maxUses, expiresAt, role, needsApproval } = invitation
  const used = maxUses === null ? `used by ${uses}` : `used by ${uses} of ${maxUses}`
  return [
    maxUses === null && uses === 0 ? 'not used yet' : used,
    expiresAt === null ? 'does not expire' : `until ${until(expiresAt, nowMs, locale)}`,
    ...(role === 'viewer' ? ['to read only'] : []),
    ...(needsApproval ? ['with approval'] : []),
  ].join(' · ')
}

function until(atMs: number, nowMs: number, locale?: string): string {
  const isToday = new Date(atMs).toDateString() === new Date(nowMs).toDateString()
  if (isToday) return clockTime(atMs, locale)
  const date = new Date(atMs).toLocaleDateString(locale, { day: 'numeric', month: 'short' })
  return `${date}, ${clockTime(atMs, locale)}`
}
