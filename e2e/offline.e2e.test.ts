import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openApp, say } from './browser.ts'
import { ownerToken, startServer, temporaryData } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

let server: ServerProcess
let browser: Browser
const data = await temporaryData()

beforeAll(async () => {
  server = await startServer(data.directory, { PARLEY_SEED: 'offline', PARLEY_PACE: 'instant' })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await data.remove()
})

test('[W6] without a network: the app opens, rooms can be read, what is written is sent on reconnect', async () => {
  const { page } = await openApp(browser, server.signInUrl)
  const context = page.context()
  await page.getByTestId('room-row').filter({ hasText: 'Steve Jobs' }).click()
  await say(page, 'Remember the pineapple')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(async () =>
    (await (await caches.match('/api/rooms'))?.text())?.includes('Remember the pineapple'),
  )
  await context.setOffline(true)
  await page.reload()
  await page.locator('[data-testid=message]', { hasText: 'Remember the pineapple' }).first().waitFor()
  await page.getByTestId('connection-line').waitFor()
  await page.getByTestId('composer').fill('written on a mountain')
  await page.keyboard.press('Enter')
  await page.locator('[data-testid=message]', { hasText: 'written on a mountain' }).waitFor()
  await page.getByTestId('composer').fill('half a thought')
  await page.reload()
  await page.locator('[data-testid=message]', { hasText: 'written on a mountain' }).waitFor()
  expect(await page.getByTestId('composer').inputValue()).toBe('half a thought')
  await context.setOffline(false)
  await page.locator('[data-testid=message][data-seq]', { hasText: 'written on a mountain' }).waitFor()
  await context.close()
})

test('[W6 S1] what was put by goes with the session', async () => {
  const { page } = await openApp(browser, await newLink())
  await page.waitForFunction(async () => (await caches.match('/api/rooms')) !== undefined)
  await page.goto(`${server.url}/settings`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('This session has ended.').waitFor()
  await expect
    .poll(() => page.evaluate(async () => (await caches.match('/api/rooms')) === undefined))
    .toBe(true)
  await page.context().close()
})

async function newLink(): Promise<string> {
  const token = await ownerToken(data.directory)
  const response = await fetch(`${server.url}/api/sign-in-links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  })
  return server.url + ((await response.json()) as { path: string }).path
}
