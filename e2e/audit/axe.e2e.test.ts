import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { violationsOf } from './axe.ts'
import { SCREENS, settle, SIZES } from './screens.ts'
import type { Size } from './screens.ts'
import { Stage } from './stage.ts'

let stage: Stage
let browser: Browser

beforeAll(async () => {
  stage = await Stage.set()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await stage?.server.close()
})

describe.each(['desktop', 'phone'] as const)('on a %s', (size: Size) => {
  let member: Page
  let stranger: Page

  beforeAll(async () => {
    const open = async () => (await browser.newContext({ ...SIZES[size], reducedMotion: 'reduce' })).newPage()
    ;[member, stranger] = [await open(), await open()]
    await member.goto(await stage.server.signInUrl())
    await member.getByTestId('room-row').first().waitFor()
  })

  test.each(SCREENS.filter(({ only = size }) => only === size))(
    '[W7] $name has no violation, light and dark',
    async (screen) => {
      const page = screen.stranger ? stranger : member
      await screen.open(page, stage)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await settle(page)
        expect(await violationsOf(page), colorScheme).toEqual([])
      }
    },
  )
})
