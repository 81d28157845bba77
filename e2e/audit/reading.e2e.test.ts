import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, launchBrowser } from '../browser.ts'
import { temporaryData } from '../server-process.ts'
import { AuditedServer } from './audited-server.ts'
import { countShifts, shiftOf } from './layout-shift.ts'

/** Below it is what Chromium counts of a tail while its message still enters. */
const NOTHING = 0.001

const data = await temporaryData()
let server: AuditedServer
let browser: Browser

beforeAll(async () => {
  server = await AuditedServer.open(data.directory, 3_000)
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await data.remove()
})

test('[W1 W8] reading back, page after page, the reader never loses the place', async () => {
  const page = await openPage()
  await page.goto(`${server.url}/r/big`)
  await page.getByTestId('message').last().waitFor()
  await page.evaluate(() => {
    const lost: string[] = []
    globalThis.lostPlaces = lost
    let before: Set<string | undefined> | undefined
    const look = () => {
      const messages = [...document.querySelectorAll<HTMLElement>('[data-id]')].filter((message) => {
        const { top, bottom } = message.getBoundingClientRect()
        return bottom > 60 && top < innerHeight - 60
      })
      const now = new Set(messages.map(({ dataset }) => dataset['id']))
      if (before && before.isDisjointFrom(now)) lost.push(`${[...before][0]} became ${[...now][0]}`)
      before = now
    }
    // After layout, before the next frame: what is seen now.
    const channel = new MessageChannel()
    channel.port1.addEventListener('message', look)
    channel.port1.start()
    const frame = () => {
      channel.port2.postMessage(0)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  await page.mouse.move(800, 400)
  const first = page.locator('[data-id]').first()
  const begun = Number((await first.getAttribute('data-seq')) ?? 0)
  const reached = async () => Number((await first.getAttribute('data-seq')) ?? 0)
  // As often as it takes: on a slow machine the pages come later, and the reader waits for them at the top.
  for (let turn = 0; turn < 160 || begun - (await reached()) <= 200; turn += 1) {
    await page.mouse.wheel(0, -150)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
  expect(await page.evaluate(() => globalThis.lostPlaces)).toEqual([])
  expect(await shiftOf(page)).toBeLessThan(NOTHING)
  await page.context().close()
})

test('[W1 W8] while twenty agents stream, the end stays in view and no row is moved both ways', async () => {
  const page = await openPage()
  await page.goto(`${server.url}/r/busy`)
  await page.getByTestId('composer').waitFor()
  await server.tell({ kind: 'chat', from: 0, messages: 60 })
  await page.locator('[data-id="chat-59"]').waitFor()
  await shiftOf(page, 'forget')
  await server.tell({ kind: 'stream', agents: 20, perSecond: 20, seconds: 3 })
  await expect.poll(() => page.locator('[data-status=streaming]').count()).toBe(0)
  expect(await shiftOf(page)).toBeLessThan(NOTHING)
  const fromEnd = () =>
    page.locator('[data-scroller]').evaluate((scroller) => {
      return scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop
    })
  expect(await fromEnd()).toBeLessThan(2)
  await page.context().close()
})

async function openPage(): Promise<Page> {
  const page = await (await browser.newContext({ viewport: DESKTOP })).newPage()
  await countShifts(page)
  await page.goto((await server.tell({ kind: 'link' })).url)
  await page.getByTestId('room-row').first().waitFor()
  return page
}

declare global {
  var lostPlaces: string[] | undefined
}
