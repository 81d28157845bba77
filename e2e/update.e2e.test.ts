import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Watchman } from './audit/watchman.ts'
import { launchBrowser } from './browser.ts'
import { NextVersion } from './next-version.ts'
import { startServer, temporaryData } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

let server: ServerProcess
let front: NextVersion
let browser: Browser
let context: BrowserContext
let watchman: Watchman
const data = await temporaryData()

beforeAll(async () => {
  server = await startServer(data.directory, { PARLEY_SEED: 'update', PARLEY_PACE: 'instant' })
  front = await NextVersion.before(server.url)
  browser = await launchBrowser()
  context = await browser.newContext()
  watchman = await Watchman.post(context, front.url)
})

afterAll(async () => {
  await browser?.close()
  await front?.close()
  await server?.stop()
  await data.remove()
})

const shells = (page: Page) =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('parley-shell-')))

/** A window that the worker answers for. */
async function controlled(url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await page.getByTestId('room-row').first().waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  if (await page.evaluate(() => navigator.serviceWorker.controller === null)) await page.reload()
  await page.getByTestId('room-row').first().waitFor()
  return page
}

test('[W6 S4] a new version waits until it is asked for, takes over, and tells the other tabs', async () => {
  const one = await controlled(server.signInUrl.replace(server.url, front.url))
  const other = await controlled(front.url)
  const [old] = await shells(one)
  expect(await one.getByTestId('update-note').count()).toBe(0)

  front.publish('the0next0one')
  await one.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
  await one.getByTestId('update-note').waitFor()
  await other.getByTestId('update-note').waitFor()
  expect(await shells(one), 'nothing of the old one is gone while it is in use').toContain(old)

  const marked = (page: Page) => page.evaluate(() => globalThis.beforeUpdate === true)
  for (const page of [one, other]) await page.evaluate(() => (globalThis.beforeUpdate = true))
  await one.getByRole('button', { name: 'Use it' }).click()
  await expect.poll(() => marked(one).catch(() => true)).toBe(false)
  await one.getByTestId('room-row').first().waitFor()
  await expect.poll(() => shells(one)).toEqual(['parley-shell-the0next0one'])
  expect(await one.getByTestId('update-note').count()).toBe(0)

  // The other tab is not torn away from its reader, and its button still leads to the new version.
  expect(await marked(other)).toBe(true)
  await other.getByRole('button', { name: 'Use it' }).click()
  await expect.poll(() => marked(other).catch(() => true)).toBe(false)
  await other.getByTestId('room-row').first().waitFor()
  expect(await other.getByTestId('update-note').count()).toBe(0)
})

test('[S4] the policy had nothing to stop in all that', () => {
  expect(watchman.seen).toEqual([])
})

declare global {
  var beforeUpdate: boolean | undefined
}
