import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openApp, say } from './browser.ts'
import { startServer, temporaryData } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

const EVERYTHING = fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-everything/dist/index.js'))
const data = await temporaryData()
let server: ServerProcess
let browser: Browser
let page: Page
let errors: string[]

beforeAll(async () => {
  server = await startServer(data.directory, {
    PARLEY_PACE: 'instant',
    PARLEY_MCP: JSON.stringify({
      mcpServers: { it: { command: process.execPath, args: [EVERYTHING, 'stdio'], dangerous: ['get-sum'] } },
    }),
  })
  browser = await launchBrowser()
  const opened = await openApp(browser, server.signInUrl)
  page = opened.page
  errors = opened.errors
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await data.remove()
})

test('[M2 M7 S5] without a key a starter room shows tools, an approval and what came of them', async () => {
  await page.getByTestId('room-row').filter({ hasText: 'Steve Jobs' }).first().click()
  await say(page, 'What did we say about the soup?')
  const found = page.getByTestId('message').filter({ hasText: /said “.*soup.*rehears/s })
  await found.waitFor()
  expect(await found.getByTestId('tool-call').innerText()).toContain('Searching this room')
  await page.getByTestId('typing-bubble').waitFor({ state: 'detached' })
  await say(page, 'Please get sum of 2 and 3')
  await page.getByRole('button', { name: 'Approve' }).click()
  const summed = page.getByTestId('message').filter({ hasText: 'The sum of 2 and 3 is 5' })
  await summed.waitFor()
  expect(await summed.getByTestId('tool-call').innerText()).toContain('get-sum (it)')
  expect(await summed.innerText()).toMatch(/rehears/)
  expect(errors).toEqual([])
})
