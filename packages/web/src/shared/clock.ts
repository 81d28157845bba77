const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** When a room was last active, as a list shows it: h:mm, Yesterday, weekday, date. [W2] */
export function listTime(atMs: number, nowMs: number, locale?: string): string {
  const days = daysBetween(atMs, nowMs)
  if (days <= 0) return clockTime(atMs, locale)
  if (days === 1) return 'Yesterday'
  if (days < 7) return written(atMs, locale, 'weekday')
  return written(atMs, locale, 'shortDate')
}

/** The time of day: h:mm. */
export function clockTime(atMs: number, locale?: string): string {
  return written(atMs, locale, 'time')
}

/** Makes the format of times, which takes as long as a dozen messages, before the first one is written. [W8] */
export function prepareClock(): void {
  clockTime(0)
}

/** The day that a separator names: Today, Yesterday, weekday, or the whole date. */
export function dayLabel(atMs: number, nowMs: number, locale?: string): string {
  const days = daysBetween(atMs, nowMs)
  if (days <= 0) return 'Today'
  if (days === 1) return 'Yesterday'
  if (days < 7) return written(atMs, locale, 'weekday')
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear()
  return written(atMs, locale, sameYear ? 'date' : 'dateWithYear')
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

const DATE = { weekday: 'short', day: 'numeric', month: 'short' } as const
const STYLES = {
  time: { hour: 'numeric', minute: '2-digit' },
  weekday: { weekday: 'long' },
  shortDate: { day: 'numeric', month: 'numeric', year: '2-digit' },
  date: DATE,
  dateWithYear: { ...DATE, year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const formats = new Map<string, Intl.DateTimeFormat>()

/** By a format that is made once: to make one takes longer than to render the message that it stands beside. [W8] */
function written(atMs: number, locale: string | undefined, style: keyof typeof STYLES): string {
  const key = `${style} ${locale}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, STYLES[style])
  formats.set(key, format)
  return format.format(atMs)
}
