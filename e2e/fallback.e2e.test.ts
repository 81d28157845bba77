import { openBlockingProxy } from '@parley/testkit'
import type { BlockingProxy } from '@parley/testkit'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchBrowser, say } from './browser.ts'
import { startServer, temporaryData } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

const ROOM = 'Coffee machine committee'

let server: ServerProcess
let browser: Browser
let proxy: BlockingProxy
let page: Page
let streams: string[]
const data = await temporaryData()
const links: string[] = []

beforeAll(async () => {
  server = await startServer(data.directory, { PARLEY_SEED: 'hello', PARLEY_PACE: 'instant' })
  browser = await launchBrowser()
})

beforeEach(async () => {
  proxy = await openBlockingProxy(server.url)
  page = await (await browser.newContext()).newPage()
  page.setDefaultTimeout(20_000)
  streams = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/stream')) streams.push(`${request.method()} ${pathname}`)
  })
})

afterEach(async () => {
  await page.context().close()
  await proxy.close()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await data.remove()
})

/** Signs in through the proxy: the link of the start works once, later ones come from whoever is in already. */
async function signIn(): Promise<void> {
  const path = links.pop() ?? new URL(server.signInUrl).pathname + new URL(server.signInUrl).search
  await page.goto(proxy.url + path)
  await page.getByTestId('room-row').first().waitFor()
  const next = await page.evaluate(async () => {
    const answer = await fetch('/api/sign-in-links', { method: 'POST' })
    return ((await answer.json()) as { path: string }).path
  })
  links.push(next)
}

/** The core of a newcomer's first minutes: a message, replies by agents, a reload in between, a cut. */
async function converse(): Promise<void> {
  await page.getByTestId('room-row').filter({ hasText: ROOM }).first().click()
  await say(page, 'hello everybody, kettle or machine?')
  await page.waitForFunction(() => {
    const last = [...document.querySelectorAll('[data-testid=message]')].at(-1)
    return last?.getAttribute('data-author-kind') === 'agent'
  })
  await page.getByTestId('silenced-line').last().waitFor()
  await page.reload()
  await page.getByTestId('message').filter({ hasText: 'kettle or machine?' }).last().waitFor()
  proxy.cut()
  await say(page, 'and after a cut?')
}

test('[C8] a proxy that refuses WebSockets: the first conversation goes by a stream', async () => {
  proxy.upgrades = 'refuse'
  await signIn()
  await converse()
  expect(streams.filter((line) => line === 'GET /api/stream').length).toBeGreaterThanOrEqual(3)
  expect(streams.some((line) => line.startsWith('POST /api/stream/'))).toBe(true)
  // The tab remembers, over the reload too.
  expect(proxy.attempts).toBe(1)
})

test('[C8] a proxy that accepts WebSockets and swallows them: after some seconds it goes by a stream', async () => {
  proxy.upgrades = 'swallow'
  await signIn()
  await converse()
  expect(proxy.attempts).toBe(1)
  expect(streams).toContain('GET /api/stream')
})

test('[C8] a browser whose WebSocket is forbidden by policy', async () => {
  proxy.upgrades = 'pass'
  await page.addInitScript(() => {
    const forbidden = () => {
      throw new DOMException('WebSockets are not allowed here.', 'SecurityError')
    }
    Object.assign(globalThis, { WebSocket: forbidden })
  })
  await signIn()
  await converse()
  expect(proxy.attempts).toBe(0)
  expect(streams).toContain('GET /api/stream')
})

test('[C8] where nothing is in the way no stream is opened', async () => {
  proxy.upgrades = 'pass'
  await signIn()
  await converse()
  expect(streams).toEqual([])
})
