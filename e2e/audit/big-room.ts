import type { Page } from 'playwright-core'
import { figure, median } from '../../benchmarks/figure.ts'
import type { Figure } from '../../benchmarks/figure.ts'
import type { AuditedServer } from './audited-server.ts'
import { traceFrames } from './frames.ts'
import type { Frames } from './frames.ts'
import { shiftOf } from './layout-shift.ts'

const OPENINGS = 7
const SCROLL_MS = 6_000
/** As fast as a hand turns a wheel that is in a hurry. */
const WHEEL = { px: -150, everyMs: 25 }
const STREAM = { agents: 20, perSecond: 20, seconds: 6 }

/**
 * `open-100k-room-ms`: from the click on the room of 100,000 messages to its painted end, against a room of a few.
 * `frames-over-16ms-percent`: the worse of scrolling back through that room and of watching 20 agents stream, each
 * against a plain page that is scrolled, on the same machine in the same run; `frame-work-ms` is the main thread's own
 * part of that, which a busy machine, or one without a graphics card, changes less.
 * `layout-shift`: the sum of all shifts while the room is opened and while one agent writes in a full view. Apart:
 * `layout-shift-20-streams`, and `layout-shift-reading-back`, while pages come in above.
 */
export async function measureBigRoom(
  page: Page,
  server: AuditedServer,
  report: (figure: Figure) => void,
): Promise<void> {
  const [big, small]: [number[], number[]] = [[], []]
  for (let round = 0; round < OPENINGS; round += 1) {
    big.push(await openMs(page, 'big'))
    small.push(await openMs(page, 'busy'))
  }
  report(figure('open-100k-room-ms', median(big), 'ms', median(small)))

  const plain = await plainScroll(page)
  await page.goto(`${server.url}/r/big`)
  await page.getByTestId('message').last().waitFor()
  await page.waitForTimeout(300)
  let shift = await shiftOf(page)
  const scrolling = await traceFrames(page, () => scrollBack(page))
  const readingBack = await shiftOf(page)
  await page.goto(`${server.url}/r/busy`)
  await page.getByTestId('composer').waitFor()
  // Long enough that its messages fill the view; from then on nothing may move.
  await server.tell({ kind: 'chat', from: 0, messages: 60 })
  await page.locator('[data-id="chat-59"]').waitFor()
  shift += await shiftOf(page, 'forget')
  await server.tell({ kind: 'stream', agents: 1, perSecond: 20, seconds: 3 })
  shift += await shiftOf(page)
  const streaming = await traceFrames(page, async () => {
    await server.tell({ kind: 'stream', ...STREAM })
  })
  const crowded = await shiftOf(page)
  const worse = Math.max(scrolling.overPercent, streaming.overPercent)
  report(figure('frames-over-16ms-percent', worse, '%', plain.overPercent))
  for (const [scene, frames] of Object.entries({ scrolling, streaming }))
    reportFrames(scene, frames, plain, report)
  report(figure('layout-shift', shift, 'shift'))
  report(figure('layout-shift-reading-back', readingBack, 'shift'))
  report(figure('layout-shift-20-streams', crowded, 'shift'))
}

function reportFrames(scene: string, frames: Frames, plain: Frames, report: (figure: Figure) => void): void {
  report(figure(`frames-over-16ms-percent-${scene}`, frames.overPercent, '%'))
  report(figure(`dropped-frames-percent-${scene}`, frames.droppedPercent, '%'))
  report(figure(`longest-frame-ms-${scene}`, frames.longestMs, 'ms'))
  report(figure(`frame-work-ms-${scene}`, frames.workMs, 'ms', plain.workMs))
}

/** From the list, where the room is in view already; timed in the page, from the click to the second frame after. */
async function openMs(page: Page, room: string): Promise<number> {
  return page.evaluate(async (id) => {
    const link = document.querySelector<HTMLElement>(`[data-room="${id}"]`)
    if (link === null) throw new Error(`no room ${id} in the list`)
    const begun = performance.now()
    link.click()
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const composer = document.querySelector('[data-testid=composer]')
      if (location.pathname === `/r/${id}` && composer?.getAttribute('aria-label')?.endsWith(id)) break
    }
    await new Promise((resolve) => requestAnimationFrame(resolve))
    return performance.now() - begun
  }, room)
}

async function scrollBack(page: Page): Promise<void> {
  await page.mouse.move(800, 400)
  const ends = performance.now() + SCROLL_MS
  while (performance.now() < ends) {
    await page.mouse.wheel(0, WHEEL.px)
    await page.waitForTimeout(WHEEL.everyMs)
  }
}

/** What the machine gives a page that has nothing to do but to be scrolled. */
async function plainScroll(page: Page): Promise<Frames> {
  await page.goto('about:blank')
  await page.setContent(
    Array.from({ length: 4_000 }, (_, index) => `<p>${index} ${'plain words '.repeat(index % 9)}</p>`).join(
      '',
    ),
  )
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  return traceFrames(page, () => scrollBack(page))
}
