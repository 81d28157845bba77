import { LLMock } from '@copilotkit/aimock'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openApp, PHONE, say } from './browser.ts'
import { startServer, temporaryData } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

const ANY = { predicate: () => true }
const data = await temporaryData()
const mock = await LLMock.create({ port: 0 })
let server: ServerProcess
let browser: Browser
let page: Page

beforeAll(async () => {
  server = await start()
  browser = await launchBrowser()
  page = (await openApp(browser, server.signInUrl, { viewport: PHONE, hasTouch: true, isMobile: true })).page
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await mock.stop()
  await data.remove()
})

/** A server whose provider is the stand-in; on the same port again after it was away. */
function start(port = '0'): Promise<ServerProcess> {
  return startServer(data.directory, {
    PORT: port,
    PARLEY_PACE: 'instant',
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: `${mock.url}/v1`,
  })
}

test('[M8] a provider that refuses: a plain line in the room, and a retry that works', async () => {
  mock.on({ ...ANY, sequenceIndex: 0 }, { error: { message: 'no such key' }, status: 401 })
  mock.on(ANY, { content: 'I am back.' })
  await page.getByTestId('room-row').filter({ hasText: 'Steve Jobs' }).click()
  await say(page, 'Are you there?')
  const line = page.getByTestId('failure-line')
  await line.waitFor()
  expect(await line.getAttribute('data-code')).toBe('provider-unauthorized')
  expect(await line.textContent()).toMatch(/Steve Jobs|key/)
  await line.getByRole('button', { name: 'Retry' }).click()
  await page.getByTestId('message').filter({ hasText: 'I am back.' }).waitFor()
  expect(
    await line.getByRole('button', { name: 'Retry' }).count(),
    'what was retried offers no second retry',
  ).toBe(0)
})

test('[W6 C3] the server goes away: a line says so, what is written waits, and is there once when it is back', async () => {
  const { port } = new URL(server.url)
  await server.kill()
  await page.getByTestId('connection-line').waitFor()
  await page.getByTestId('composer').fill('written while nobody listened')
  await page.keyboard.press('Enter')
  await page.locator('[data-testid=message][data-status=sending]').waitFor()
  server = await start(port)
  await page
    .locator('[data-testid=message][data-seq]', { hasText: 'written while nobody listened' })
    .waitFor({ timeout: 30_000 })
  await page.getByTestId('connection-line').waitFor({ state: 'detached' })
  expect(await page.getByTestId('message').filter({ hasText: 'written while nobody listened' }).count()).toBe(
    1,
  )
})

test('[R3] members come and go, each with a line in the room', async () => {
  await page.getByRole('button', { name: /room details/i }).click()
  const details = page.getByRole('dialog')
  await details.getByRole('button', { name: 'Add somebody' }).click()
  await details.getByRole('option').first().waitFor()
  await details.getByRole('combobox').fill('Socr')
  await details.getByRole('option', { name: /Socrates/ }).click()
  await details.getByRole('button', { name: 'Remove Socrates' }).click()
  await details.getByRole('group').getByRole('button', { name: 'Remove', exact: true }).click()
  await details.getByRole('button', { name: 'Remove Socrates' }).waitFor({ state: 'detached' })
  await details.getByRole('button', { name: 'Done' }).click()
  await page.waitForURL((url) => url.search === '')
  await page
    .getByText(/Socrates.*(joined|added)|added Socrates/i)
    .first()
    .waitFor()
  await page
    .getByText(/Socrates.*(left|removed)|removed Socrates/i)
    .first()
    .waitFor()
})

test('[W2] on a phone the list and the room are two screens, and back works', async () => {
  await page.goBack()
  await page.getByTestId('room-row').first().waitFor()
  await page.waitForFunction(() => {
    const row = document.querySelector('[data-testid=room-row]')?.getBoundingClientRect()
    return row !== undefined && row.left >= 0 && row.right <= innerWidth
  })
  await page.getByTestId('room-row').filter({ hasText: 'Steve Jobs' }).click()
  await page.getByRole('link', { name: /^Back to the list/ }).click()
  await page.waitForURL((url) => url.pathname === '/')
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    'nothing hangs over',
  ).toBe(true)
})

test('[D8] a tapback by long press or menu shows for everybody, and goes again', async () => {
  await page.getByTestId('room-row').filter({ hasText: 'Steve Jobs' }).click()
  const message = page.getByTestId('message').filter({ hasText: 'I am back.' }).first()
  await message.waitFor()
  await message.focus()
  await page.keyboard.press('r')
  await page.getByRole('menuitemradio', { name: 'Love' }).click()
  await message.getByTestId('tapback').waitFor()
  await message.focus()
  await page.keyboard.press('r')
  await page.getByRole('menuitemradio', { name: 'Love' }).click()
  await message.getByTestId('tapback').waitFor({ state: 'detached' })
})

test('[D13] a used-up budget: the room says so, its owner may go on all the same', async () => {
  await page.getByRole('link', { name: /^Back to the list/ }).click()
  await page.getByRole('link', { name: 'New room' }).click()
  await page.getByRole('combobox').fill('Ada')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByTestId('composer').fill('Good morning')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/r\//)
  await page.getByTestId('message').filter({ hasText: 'I am back.' }).waitFor()
  await page.getByRole('button', { name: /room details/i }).click()
  const details = page.getByRole('dialog')
  // Less than one call may use up, and more than half of it.
  await details.getByLabel('Tokens').fill('2000')
  await details.getByRole('button', { name: 'Save' }).click()
  await details.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' })
  await details.getByRole('button', { name: 'Done' }).click()
  await page.waitForURL((url) => url.search === '')
  await say(page, 'And now?')
  const line = page.locator('[data-testid=failure-line][data-code=budget-reached]').first()
  await line.waitFor()
  expect(await line.textContent()).toContain('2,000 tokens for today')
  await line.getByRole('button', { name: 'Settings' }).click()
  await details.getByLabel('Tokens').waitFor()
  await details.getByRole('button', { name: 'Done' }).click()
  await page.waitForURL((url) => url.search === '')
  const answers = await page.getByTestId('message').filter({ hasText: 'I am back.' }).count()
  await line.getByRole('button', { name: 'Continue anyway' }).click()
  await page.getByTestId('message').filter({ hasText: 'I am back.' }).nth(answers).waitFor()
  expect(await line.getByRole('button', { name: 'Continue anyway' }).count()).toBe(0)
})

test('[R5] a deleted room leaves the list', async () => {
  await page.getByRole('link', { name: /^Back to the list/ }).click()
  await page.getByTestId('room-row').filter({ hasText: 'Steve Jobs' }).click()
  await page.getByRole('button', { name: /room details/i }).click()
  await page.getByRole('button', { name: 'Delete room' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/')
  await page.getByTestId('room-row').filter({ hasText: 'Steve Jobs' }).waitFor({ state: 'detached' })
})
