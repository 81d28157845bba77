import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { SCREENS, settle, SIZES } from './screens.ts'
import { Stage } from './stage.ts'

/** As wide as a page has to do with, by WCAG 2.2, 1.4.10: the smallest phones, or a desktop at 400 %. */
const NARROW = { width: 320, height: 568 }
/** A phone on its side. */
const LOW = { width: 667, height: 320 }

let stage: Stage
let browser: Browser
let member: Page
let stranger: Page

beforeAll(async () => {
  stage = await Stage.set()
  browser = await launchBrowser()
  const open = async () =>
    (await browser.newContext({ ...SIZES.phone, viewport: NARROW, reducedMotion: 'reduce' })).newPage()
  ;[member, stranger] = [await open(), await open()]
  await member.goto(await stage.server.signInUrl())
  await member.getByTestId('room-row').first().waitFor()
})

afterAll(async () => {
  await browser?.close()
  await stage?.server.close()
})

test.each(SCREENS.filter(({ only }) => only === undefined))(
  '[W2 W7] $name is read without scrolling sideways on the narrowest phone',
  async (screen) => {
    const page = screen.stranger ? stranger : member
    await screen.open(page, stage)
    await settle(page)
    expect(await sideways(page)).toEqual([])
  },
)

test('[W1 W7] all of a menu is within reach where a screen is narrow, and where it is low', async () => {
  const screen = SCREENS.find(({ name }) => name === 'message-menu')
  for (const size of [NARROW, LOW]) {
    await member.setViewportSize(size)
    await screen?.open(member, stage)
    await settle(member)
    const [menu, last] = [member.getByRole('menu'), member.getByRole('menuitem').last()]
    for (const part of [menu.getByRole('group'), last.locator('..')]) {
      const { x, y, width, height } = (await part.boundingBox()) ?? { x: -1, y: -1, width: 0, height: 0 }
      expect(Math.min(x, y), `at ${size.width}`).toBeGreaterThanOrEqual(0)
      expect(x + width, `at ${size.width}`).toBeLessThanOrEqual(size.width)
      expect(y + height, `at ${size.width}`).toBeLessThanOrEqual(size.height)
    }
    // What there is no room for is reached in the list.
    await last.scrollIntoViewIfNeeded()
    const end = (await last.boundingBox()) ?? { y: 0, height: Infinity }
    expect(end.y + end.height, `at ${size.width}`).toBeLessThanOrEqual(size.height)
  }
})

/** What has more to its right than is seen: the page, or a part of it. Code may, it has its own lines. */
function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('html, body, body *:not(pre)')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .filter(
        (one) => /auto|scroll/.test(getComputedStyle(one).overflowX) || one === document.documentElement,
      )
      .map((one) => `${one.localName}.${one.className}: ${one.scrollWidth} in ${one.clientWidth}`),
  )
}
