import { LLMock } from '@copilotkit/aimock'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import type { RoomSnapshot } from '../packages/protocol/src/index.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openApp, say } from './browser.ts'
import { startServer, temporaryData } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

const EVERYTHING = fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-everything/dist/index.js'))
const data = await temporaryData()
const mock = await LLMock.create({ port: 0 })
let server: ServerProcess
let browser: Browser
let page: Page
let errors: string[]

beforeAll(async () => {
  server = await startServer(data.directory, {
    PARLEY_PACE: 'instant',
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: `${mock.url}/v1`,
    PARLEY_TOOLS: 'room_search,web_fetch,it__echo',
    PARLEY_MCP: JSON.stringify({
      mcpServers: { it: { command: process.execPath, args: [EVERYTHING, 'stdio'], dangerous: ['echo'] } },
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
  await mock.stop()
  await data.remove()
})

const calling = (name: string, given: object) => ({
  id: `call_${name}`,
  name,
  arguments: JSON.stringify(given),
})

test('[M7 S5] a tool is seen at work, its result can be opened, and a dangerous one waits for a person', async () => {
  mock.on({ predicate: () => true }, (request) => {
    const results = request.messages.filter(({ role }) => role === 'tool').length
    if (results === 0) return { toolCalls: [calling('room_search', { query: 'roses' })] }
    if (results === 1) return { toolCalls: [calling('it__echo', { message: 'roses are red' })] }
    return { content: 'They are red.', reasoning: 'Roses, hm.' }
  })
  await page.getByTestId('room-row').filter({ hasText: 'Steve Jobs' }).click()
  await say(page, 'What was that about roses?')
  const calls = page.getByTestId('tool-call')
  await calls.nth(1).getByRole('button', { name: 'Approve' }).waitFor()
  expect(await page.getByTestId('typing-bubble').count()).toBe(1)
  expect(await calls.nth(0).innerText()).toContain('Searching this room · ')
  expect(await calls.nth(1).innerText()).toContain('echo (it) · waits for approval')
  await calls.nth(1).getByRole('button', { name: 'Approve' }).click()
  const message = page.getByTestId('message').filter({ hasText: 'They are red.' })
  await message.waitFor()
  await page.getByTestId('typing-bubble').waitFor({ state: 'detached' })
  expect(await message.getByRole('button', { name: 'Approve' }).count()).toBe(0)
  const echo = message.getByTestId('tool-call').nth(1)
  const result = echo.getByTestId('tool-result')
  expect(await result.isVisible()).toBe(false)
  await echo.locator('summary').press('Enter')
  expect(await result.innerText()).toBe('Echo: roses are red')
  expect(await echo.innerText()).toContain('message: roses are red')
  const thoughts = message.getByTestId('thinking')
  await thoughts.locator('summary').click()
  expect(await thoughts.innerText()).toContain('Roses, hm.')
  await page.reload()
  await page
    .getByTestId('message')
    .filter({ hasText: 'They are red.' })
    .getByTestId('tool-call')
    .nth(1)
    .waitFor()
  expect(errors).toEqual([])
})

test('[A1 M7] an agent’s page shows its tools: those of all, a choice of its own, and back', async () => {
  await page.getByRole('link', { name: 'Contacts', exact: true }).click()
  await page
    .getByRole('region', { name: 'Contacts' })
    .getByRole('link', { name: /^Steve Jobs/ })
    .click()
  const tools = page.getByRole('region', { name: 'Tools' })
  await tools.getByText('The workspace’s default: 3 of').waitFor()
  const fetching = tools.getByRole('switch', { name: 'web_fetch' })
  expect(await fetching.isChecked()).toBe(true)
  expect(await fetching.isDisabled()).toBe(true)
  expect(await tools.getByRole('switch', { name: 'read_messages' }).isChecked()).toBe(false)
  await tools.getByText('Dangerous: asks people first.').first().waitFor()
  const save = async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Save', exact: true, disabled: true }).waitFor()
    await page.reload()
  }
  await tools.getByRole('button', { name: 'Choose' }).click()
  await fetching.uncheck()
  await save()
  await tools.getByText('Its own choice: 2 of').waitFor()
  expect(await fetching.isChecked()).toBe(false)
  await tools.getByRole('button', { name: 'Use the default' }).click()
  await save()
  await tools.getByText('The workspace’s default: 3 of').waitFor()
  expect(errors).toEqual([])
})

test('[M7] its owner switches the web off for a room', async () => {
  await page.getByTestId('room-row').filter({ hasText: 'Steve Jobs' }).click()
  await page
    .getByRole('button', { name: /room details/i })
    .first()
    .click()
  const web = page.getByRole('switch', { name: 'Web access' })
  await web.waitFor()
  expect(await web.isChecked()).toBe(true)
  const room = new URL(page.url()).pathname.split('/').at(-1)
  const stored = async () => {
    const { head } = (await (
      await page.request.get(`${server.url}/api/rooms/${room}`)
    ).json()) as RoomSnapshot
    return head.settings.webAccess
  }
  await web.click()
  await expect.poll(stored).toBe(false)
  await page.reload()
  await web.waitFor()
  await expect.poll(() => web.isChecked()).toBe(false)
  await web.click()
  await expect.poll(stored).toBe(true)
  await expect.poll(() => web.isChecked()).toBe(true)
  expect(errors).toEqual([])
})
