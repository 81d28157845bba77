import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openApp, PHONE, say } from './browser.ts'
import { ownerToken, startServer, temporaryData } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

const HOUR_MS = 3_600_000

let server: ServerProcess
let browser: Browser
const data = await temporaryData()

beforeAll(async () => {
  server = await startServer(data.directory, { PARLEY_SEED: 'sleep' })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await data.remove()
})

test('[C4 C5 W6] a phone that sleeps for an hour in mid-reply comes back to all of it, once', async () => {
  const { page } = await openApp(browser, server.signInUrl, { viewport: PHONE })
  const context = page.context()
  await page.getByTestId('room-row').filter({ hasText: 'Steve Jobs' }).click()
  await page.clock.install()
  await say(page, 'Tell me, what would you leave out of a chat app, and why that?')
  await page.getByTestId('typing-bubble').waitFor({ timeout: 30_000 })
  await context.setOffline(true)
  // What the page's own clock shows when it is looked at again; the reply goes on meanwhile.
  await page.clock.fastForward(HOUR_MS)
  await new Promise((resolve) => setTimeout(resolve, 4_000))
  await context.setOffline(false)
  await page.waitForFunction(
    () => {
      const last = [...document.querySelectorAll('[data-testid=message]')].at(-1)
      return (
        last?.getAttribute('data-author-kind') === 'agent' && last.getAttribute('data-status') === 'complete'
      )
    },
    undefined,
    { timeout: 40_000 },
  )
  const ids = await page
    .getByTestId('message')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-id')))
  expect(new Set(ids).size).toBe(ids.length)
  await context.close()
}, 90_000)

test('[C3 W6] three messages written in airplane mode arrive in order, once, when it is over', async () => {
  const { page } = await openApp(browser, await newLink(), { viewport: PHONE })
  const context = page.context()
  await page.getByTestId('room-row').filter({ hasText: 'Steve Jobs' }).click()
  await page.getByTestId('message').first().waitFor()
  await context.setOffline(true)
  const texts = ['first from the plane', 'second from the plane', 'third from the plane']
  for (const text of texts) {
    await page.getByTestId('composer').fill(text)
    await page.getByTestId('composer').press('Enter')
    await page.locator('[data-testid=message]', { hasText: text }).waitFor()
  }
  await context.setOffline(false)
  await page
    .locator('[data-testid=message][data-seq]', { hasText: 'third from the plane' })
    .waitFor({ timeout: 30_000 })
  const shown = await page
    .locator('[data-testid=message][data-seq]', { hasText: 'from the plane' })
    .allTextContents()
  expect(shown.map((text) => texts.find((one) => text.includes(one)))).toEqual(texts)
  await context.close()
}, 90_000)

async function newLink(): Promise<string> {
  const token = await ownerToken(data.directory)
  const response = await fetch(`${server.url}/api/sign-in-links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  })
  const { path } = (await response.json()) as { path: string }
  return server.url + path
}
