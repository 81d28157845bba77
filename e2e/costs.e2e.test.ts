import { LLMock } from '@copilotkit/aimock'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningServer } from '../packages/server/src/index.ts'
import { configureModels, openMemoryStore, serve } from '../packages/server/src/index.ts'
import { launchBrowser, openApp, say } from './browser.ts'

const MODEL = 'openai:gpt-6-astra'
/** It is noon when the server starts: budgets are of days, and this one does not end meanwhile. */
const AHEAD_MS = Date.UTC(2026, 2, 14, 12) - Date.now()
const mock = await LLMock.create({ port: 0 })
let server: RunningServer
let browser: Browser
let page: Page
let errors: string[]

beforeAll(async () => {
  const env = {
    OLLAMA_HOST: '',
    PARLEY_PACE: 'instant',
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: `${mock.url}/v1`,
  }
  server = await serve({
    configuration: {
      port: 0,
      host: '127.0.0.1',
      dataDirectory: '',
      seed: 'costs',
      pace: 'instant',
      budget: { tokens: 10_000 },
      logLevel: 'silent',
    },
    store: openMemoryStore(),
    models: await configureModels(env),
    ownerName: 'Robin',
    now: () => Date.now() + AHEAD_MS,
    report: (message, details) => console.error(message, details),
  })
  browser = await launchBrowser()
  const opened = await openApp(browser, await server.signInUrl())
  page = opened.page
  errors = opened.errors
  const usage = { input_tokens: 2_000, output_tokens: 100, prompt_tokens: 2_000, completion_tokens: 100 }
  mock.on({ predicate: () => true }, { content: 'Less, but better.', usage })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await mock.stop()
})

const openDetails = async () => {
  await page
    .getByRole('button', { name: /room details/i })
    .first()
    .click()
  await page.getByRole('dialog').waitFor()
}

test('[M4 W4] a message tells by which model it was made, from how much, and for how much', async () => {
  await page.getByTestId('room-row').filter({ hasText: 'Steve Jobs' }).click()
  await say(page, 'What makes a good list?')
  const answer = page.getByTestId('message').filter({ hasText: 'Less, but better.' })
  await answer.and(page.locator('[data-status=complete]')).waitFor()
  await answer.focus()
  await page.keyboard.press('r')
  await page.getByRole('menuitem', { name: 'Why?' }).click()
  const facts = page.getByTestId('facts')
  await facts.getByText(MODEL).waitFor()
  const words = (await facts.innerText()).replaceAll(/\s+/g, ' ')
  expect(words).toContain('Read 2,000 tokens')
  expect(words).toContain('Wrote 100 tokens')
  expect(words).toContain('Cost US$ 0.025')
  expect(words).toMatch(/Took \d+(\.\d)? s/)
  expect(words).toContain('Ended normally')
  await page.keyboard.press('Escape')
  await facts.waitFor({ state: 'detached' })
})

test('[W4 D13] a room tells what it used up, beside its budget, and the settings that of all rooms', async () => {
  await openDetails()
  const use = page.getByRole('region', { name: 'Use and cost' })
  await use.getByText('2,100 tokens', { exact: true }).waitFor()
  expect(await use.getByTestId('used-money').innerText()).toBe('US$ 0.025')
  expect(await use.getByRole('meter').count()).toBe(0)
  await page.getByLabel('Tokens', { exact: true }).fill('8400')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const meter = use.getByRole('meter', { name: 'Used up today' })
  await meter.waitFor()
  expect(await meter.getAttribute('aria-valuetext')).toBe('2,100 of 8,400')
  await use.getByText('By agent and model').click()
  expect(await use.getByRole('row', { name: /Steve Jobs/ }).innerText()).toContain('2,000 in, 100 out')
  await use.getByRole('row', { name: new RegExp(MODEL) }).waitFor()
  expect(await use.getByTestId('context-size').innerText()).toContain('2,000 tokens')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Settings' }).click()
  const all = page.getByRole('region', { name: 'Use and cost' })
  const limit = all.getByRole('meter', { name: 'Used up today' })
  await limit.waitFor()
  expect(await limit.getAttribute('aria-valuetext')).toBe('2,100 of 10,000')
})

test('[M1 M8] a provider is tested by one tiny call; a key that is refused is told in words', async () => {
  const providers = page.getByRole('region', { name: 'Models and keys' })
  const row = providers.getByTestId('provider').filter({ hasText: 'OpenAI' })
  await row.waitFor()
  expect(await row.innerText()).toContain('key is set')
  expect(await row.innerText()).toContain(MODEL)
  await row.getByRole('button', { name: 'Test OpenAI' }).click()
  await row.getByText(/^It answered in .+, with 2,100 tokens \(US\$ 0\.025\)\.$/).waitFor()
  mock.clearFixtures()
  mock.on(
    { predicate: () => true },
    { error: { message: 'No such key: sk-test', type: 'auth' }, status: 401 },
  )
  await row.getByRole('button', { name: 'Test OpenAI' }).click()
  await row.getByText('The model could not answer: OpenAI did not accept the key.').waitFor()
  expect(await providers.innerText()).not.toContain('sk-test')
  expect(errors).toEqual([])
})
