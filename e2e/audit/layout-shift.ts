import type { Page } from 'playwright-core'

declare global {
  var layoutShift: number | undefined
}

/** Adds up all shifts of every page that is opened from now on, those after input included. */
export function countShifts(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    globalThis.layoutShift = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
        globalThis.layoutShift = (globalThis.layoutShift ?? 0) + entry.value
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** The sum since the page was opened, or since this was called last; with `forget`, that begins anew and is 0. */
export async function shiftOf(page: Page, manner?: 'forget'): Promise<number> {
  const sum = await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)))
    const since = globalThis.layoutShift ?? 0
    globalThis.layoutShift = 0
    return since
  })
  return manner === 'forget' ? 0 : sum
}
