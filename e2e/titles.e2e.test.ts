import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openApp, say } from './browser.ts'
import { startServer, temporaryData } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

let server: ServerProcess
let browser: Browser
let page: Page
let errors: string[]
const data = await temporaryData()

beforeAll(async () => {
  server = await startServer(data.directory, { PARLEY_PACE: 'instant', PARLEY_TITLES: 'on' })
  browser = await launchBrowser()
  ;({ page, errors } = await openApp(browser, server.signInUrl))
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await data.remove()
})

test('[R5 M2] a new room is named by what was spoken of first, in the list and above the conversation', async () => {
  await page.getByTestId('room-row').first().waitFor()
  await page.keyboard.press('n')
  await page.getByRole('combobox').waitFor()
  await page.keyboard.type('Socr')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await say(page, 'What do you think about the price of honey?')
  await page.getByTestId('room-row').filter({ hasText: 'The price of honey' }).waitFor({ timeout: 30_000 })
  await expect
    .poll(() => page.locator('header').allTextContents())
    .toContainEqual(expect.stringContaining('The price of honey'))
  await page.reload()
  await page.getByTestId('room-row').filter({ hasText: 'The price of honey' }).waitFor()
  expect(await page.getByText('named the conversation').count()).toBe(0)
  expect(errors).toEqual([])
})
