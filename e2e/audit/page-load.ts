import type { Browser, BrowserContext, Page } from 'playwright-core'
import { figure, median } from '../../benchmarks/figure.ts'
import type { Figure } from '../../benchmarks/figure.ts'
import { DESKTOP } from '../browser.ts'
import type { AuditedServer } from './audited-server.ts'
import { countShifts, shiftOf } from './layout-shift.ts'

const ROUNDS = 5

/**
 * `first-page-kb`: what the first visit transfers, from the sign-in link on until half a second of quiet, bodies
 * as they are compressed and headers included, without the WebSocket. `usable-cold-ms` and `usable-warm-ms`: from
 * the beginning of a navigation to a room's address, with an empty and with a filled cache, until its messages are
 * painted and its composer takes keys. `layout-shift` while loading: the sum of all shifts.
 */
export async function measurePageLoad(
  browser: Browser,
  server: AuditedServer,
  report: (figure: Figure) => void,
): Promise<void> {
  const first = await browser.newContext({ viewport: DESKTOP })
  report(figure('first-page-kb', await firstPageKb(first, (await server.tell({ kind: 'link' })).url), 'kB'))
  const cookies = await first.cookies()
  await first.close()
  const [cold, warm, shifts]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = await browser.newContext({
      viewport: DESKTOP,
      storageState: { cookies, origins: [] },
    })
    const page = await context.newPage()
    await countShifts(page)
    await watchForUse(page)
    cold.push(await usableMs(page, `${server.url}/r/big`))
    shifts.push(await shiftOf(page))
    warm.push(await usableMs(page, `${server.url}/r/big`))
    await context.close()
  }
  report(figure('usable-cold-ms', median(cold), 'ms'))
  report(figure('usable-warm-ms', median(warm), 'ms', median(cold)))
  report(figure('layout-shift-loading', Math.max(...shifts), 'shift'))
}

async function firstPageKb(context: BrowserContext, link: string): Promise<number> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  await session.send('Network.enable')
  await page.goto(link, { waitUntil: 'networkidle' })
  return bytes / 1_000
}

/** Notes, in the page itself, the first frame after messages and composer are there. */
function watchForUse(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const look = () => {
      const composer = document.querySelector<HTMLTextAreaElement>('[data-testid=composer]')
      if (composer === null || composer.disabled || !document.querySelector('[data-testid=message]')) {
        requestAnimationFrame(look)
        return
      }
      // The frame in which they are found is painted before the next one begins.
      requestAnimationFrame(() => performance.mark('usable'))
    }
    requestAnimationFrame(look)
  })
}

async function usableMs(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' })
  const mark = await page.waitForFunction(() => performance.getEntriesByName('usable')[0]?.startTime)
  return Number(await mark.jsonValue())
}
