import { LLMock } from '@copilotkit/aimock'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { wireError } from '../../packages/protocol/src/index.ts'
import { DESKTOP, launchBrowser, say } from '../browser.ts'
import { startServer, temporaryData } from '../server-process.ts'
import type { ServerProcess } from '../server-process.ts'
import { Announcements } from './announcements.ts'

/** What goes wrong is said at once, and once. [W7] */
const REFUSED = 'This one will be refused.'
const ANY = { predicate: () => true }
const data = await temporaryData()
const mock = await LLMock.create({ port: 0 })
let server: ServerProcess
let browser: Browser
let page: Page
let heard: Announcements
let refuses = true

beforeAll(async () => {
  server = await startServer(data.directory, {
    PARLEY_PACE: 'instant',
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: `${mock.url}/v1`,
  })
  browser = await launchBrowser()
  page = await (await browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce' })).newPage()
  heard = await Announcements.of(page)
  // A server that refuses one message, and is itself otherwise.
  await page.routeWebSocket(/\/channel/, (socket) => {
    const real = socket.connectToServer()
    socket.onMessage(async (message) => {
      const frame = JSON.parse(String(message)) as { type: string; id?: string; command?: { text?: string } }
      if (!refuses || frame.command?.text !== REFUSED) return real.send(message)
      // Not before it is seen on its way: what fails within one frame was never anything else.
      await page.locator('[data-testid=message][data-status=sending]').waitFor()
      socket.send(JSON.stringify({ type: 'error', id: frame.id, error: wireError('forbidden') }))
    })
  })
  await page.goto(server.signInUrl)
  await page.getByTestId('room-row').filter({ hasText: 'Steve Jobs' }).click()
  await page.getByTestId('composer').waitFor()
})
beforeEach(() => heard.clear())

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await mock.stop()
  await data.remove()
})

test('[W7 W6] a message that was not delivered is said assertively, once, and again when it fails again', async () => {
  await page.getByTestId('composer').fill(REFUSED)
  await page.keyboard.press('Enter')
  const row = page.getByTestId('message').filter({ hasText: REFUSED })
  await row.getByRole('button', { name: 'Try again' }).waitFor()
  const told = `Not delivered: ${REFUSED}\nYou are not allowed to do that here.`
  await row.getByText('You are not allowed to do that here.').waitFor()
  await expect.poll(() => heard.assertive).toEqual([told])
  await row.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => heard.assertive).toHaveLength(2)
  await row.getByRole('button', { name: 'Discard' }).click()
  await row.waitFor({ state: 'detached' })
  expect(heard.polite).toEqual([])
  expect(heard.assertive).toEqual(Array(2).fill(told))
  refuses = false
})

test('[W7 M8] an agent that cannot answer is said assertively, once; what works then, politely', async () => {
  mock.on({ ...ANY, sequenceIndex: 0 }, { error: { message: 'no such key' }, status: 401 })
  mock.on(ANY, { content: 'I am back.' })
  await say(page, 'Are you there?')
  const line = page.getByTestId('failure-line')
  await line.waitFor()
  const sentence = ((await line.locator('span').first().textContent()) ?? '').trim()
  await expect.poll(() => heard.assertive).toEqual([sentence])
  await line.getByRole('button', { name: 'Retry' }).click()
  await page.getByTestId('message').filter({ hasText: 'I am back.' }).waitFor()
  await expect.poll(() => heard.polite).toEqual(['Steve Jobs: I am back.'])
  expect(heard.assertive).toEqual([sentence])
})
