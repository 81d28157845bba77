import type { Page } from 'playwright-core'

/** The pitch with which each sound begins, in hertz: what tells them apart. */
const FIRST_PITCH = { sent: 340, received: 790, reaction: 1_180, unread: 660 } as const
export type Heard = keyof typeof FIRST_PITCH

type Watched = { pitches: number[]; notes: { title: string; body: string }[] }

/** Before a page is opened: its loudspeaker and its notifications are written down, and shown to nobody. */
export async function watchAlerts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watched: Watched = { pitches: [], notes: [] }
    Object.assign(globalThis, { watched })
    const start = AudioParam.prototype.setValueAtTime
    AudioParam.prototype.setValueAtTime = function (value, at) {
      watched.pitches.push(value)
      return start.call(this, value, at)
    }
    class QuietNotification extends EventTarget {
      static permission: NotificationPermission = 'default'
      static requestPermission = () => {
        QuietNotification.permission = 'granted'
        return Promise.resolve(QuietNotification.permission)
      }
      constructor(title: string, { body = '' }: NotificationOptions = {}) {
        super()
        watched.notes.push({ title, body })
      }
      close(): void {
        // It was never shown.
      }
    }
    Object.assign(globalThis, { Notification: QuietNotification })
  })
}

/** How often each sound was played since the page was loaded. */
export async function heard(page: Page): Promise<Record<Heard, number>> {
  const pitches = await page.evaluate(() => (globalThis as unknown as { watched: Watched }).watched.pitches)
  const times = (pitch: number) => pitches.filter((one) => one === pitch).length
  return {
    sent: times(FIRST_PITCH.sent),
    received: times(FIRST_PITCH.received),
    reaction: times(FIRST_PITCH.reaction),
    // This one stays at its pitch, and nothing else has it.
    unread: times(FIRST_PITCH.unread),
  }
}

/** The notifications that would have been shown since the page was loaded. */
export function notes(page: Page): Promise<Watched['notes']> {
  return page.evaluate(() => (globalThis as unknown as { watched: Watched }).watched.notes)
}

/** As if the person turned to another tab, or back. */
export async function turnAway(page: Page, away: boolean): Promise<void> {
  await page.evaluate((value) => {
    const define = (name: string, get: () => unknown) =>
      Object.defineProperty(document, name, { configurable: true, get })
    define('visibilityState', () => (value ? 'hidden' : 'visible'))
    define('hidden', () => value)
    document.dispatchEvent(new Event('visibilitychange'))
  }, away)
}
