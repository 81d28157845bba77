const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** When a room was last active, as a list shows it: h:mm, Yesterday, weekday, date. [W2] */
export function listTime(atMs: number, nowMs: number, locale?: string): string {
  const days = daysBetween(atMs, nowMs)
  if (days <= 0) return clockTime(atMs, locale)
  if (days === 1) return 'Yesterday'
  if (days < 7) return new Date(atMs).toLocaleDateString(locale, { weekday: 'long' })
  return new Date(atMs).toLocaleDateString(locale, { day: 'numeric', month: 'numeric', year: '2-digit' })
}

/** The time of day: h:mm. */
export function clockTime(atMs: number, locale?: string): string {
  return new Date(atMs).toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' })
}

/** The day that a separator names: Today, Yesterday, weekday, or the whole date. */
export function dayLabel(atMs: number, nowMs: number, locale?: string): string {
  const days = daysBetween(atMs, nowMs)
  if (days <= 0) return 'Today'
  if (days === 1) return 'Yesterday'
  if (days < 7) return new Date(atMs).toLocaleDateString(locale, { weekday: 'long' })
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear()
  return new Date(atMs).toLocaleDateString(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  })
}

/** Whether a separator stands between two messages: another day, or an hour of quiet. */
export function separates(beforeMs: number | undefined, atMs: number): boolean {
  if (beforeMs === undefined) return true
  return atMs - beforeMs >= HOUR_MS || daysBetween(beforeMs, atMs) !== 0
}

/** Whole calendar days, by the reader's own clock; summer time does not count as a day. */
function daysBetween(fromMs: number, toMs: number): number {
  return Math.round((startOfDay(toMs) - startOfDay(fromMs)) / (24 * HOUR_MS))
}

function startOfDay(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0)
}
