import { expect, test } from 'vitest'
import { openApp, say } from './browser.ts'
import { host } from './hosted-app.ts'

const { server, browser, signInLink } = await host({ PARLEY_SEED: 'offline', PARLEY_PACE: 'instant' })

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

test('[W6] a part of the app that does not come breaks nothing, and comes with the network', async () => {
  const { page, errors } = await openApp(browser, await signInLink(), { serviceWorkers: 'block' })
  const row = page.getByTestId('room-row').filter({ hasText: 'Steve Jobs' })
  await row.click()
  await say(page, 'Under a bridge')
  const asked = page.waitForEvent('requestfailed', (request) => request.url().includes('room-menu'))
  await page.context().setOffline(true)
  await row.click({ button: 'right' })
  await asked
  await page.locator('[data-testid=message]', { hasText: 'Under a bridge' }).waitFor()
  await page.context().setOffline(false)
  await page.getByRole('menuitem', { name: 'Pin', exact: true }).waitFor()
  // A browser that is kept from service workers answers a registration with nothing.
  const expected = /net::ERR|'waiting'/
  expect(errors.filter((error) => !expected.test(error))).toEqual([])
  await page.context().close()
})

test('[W6 S1] what was put by goes with the session', async () => {
  const { page } = await openApp(browser, await signInLink())
  await page.waitForFunction(async () => (await caches.match('/api/rooms')) !== undefined)
  await page.goto(`${server.url}/settings`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('This session has ended.').waitFor()
  await expect
    .poll(() => page.evaluate(async () => (await caches.match('/api/rooms')) === undefined))
    .toBe(true)
  await page.context().close()
})
