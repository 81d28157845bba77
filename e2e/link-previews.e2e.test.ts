import type { EventId, RoomId } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { RunningServer } from '../packages/server/src/index.ts'
import { configureModels, openMemoryStore, serve } from '../packages/server/src/index.ts'
import { PageServer, pageOf, pictureOf } from '../packages/server/test/page-server.ts'
import { violationsOf } from './audit/axe.ts'
import { settle } from './audit/screens.ts'
import { launchBrowser, openApp, PHONE } from './browser.ts'

const PATIENT = { timeout: 30_000 }

let pages: PageServer
let server: RunningServer
let browser: Browser
let page: Page
let errors: string[]
let room: string
let release: () => void = () => undefined

beforeAll(async () => {
  pages = await PageServer.open({
    '/roses': pageOf({ 'og:title': 'Eleven roses', 'og:site_name': 'The Garden', 'og:image': '/roses.png' }),
    '/roses.png': pictureOf(600, 315),
    '/bread': pageOf({ 'og:title': 'Bread' }),
    '/above': pageOf({ 'og:title': 'Above', 'og:image': '/roses.png' }),
    '/below': pageOf({ 'og:title': 'Below', 'og:image': '/roses.png' }),
  })
  const report = (message: string, details: object) => errors.push(`${message} ${JSON.stringify(details)}`)
  server = await serve({
    configuration: {
      port: 0,
      host: '127.0.0.1',
      dataDirectory: '',
      seed: 'links',
      pace: 'instant',
      logLevel: 'silent',
    },
    store: openMemoryStore(),
    models: await configureModels({ OLLAMA_HOST: '', PARLEY_PACE: 'instant' }),
    ownerName: 'Robin',
    previews: { rules: pages.rules },
    report,
  })
  browser = await launchBrowser()
  ;({ page, errors } = await openApp(browser, await server.signInUrl()))
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  pages?.close()
})

beforeEach(async () => {
  room = `room-${randomUUID()}`
  await command({ type: 'create-room', members: ['a_steve-jobs'], title: 'Links', replyMode: 'manual' })
  await page.goto(`${server.url}/r/${room}`)
  await page.getByTestId('composer').waitFor()
})

async function command(body: object): Promise<void> {
  const headers = { authorization: `Bearer ${await server.token()}` }
  const init = { method: 'POST', headers, body: JSON.stringify({ id: randomUUID(), command: body }) }
  expect((await fetch(`${server.url}/api/rooms/${room}/commands`, init)).status).toBe(200)
}

/** Pages answer when `release` is called. */
function holdPages(): void {
  pages.hold = new Promise((resolve) => (release = resolve))
}

async function write(text: string): Promise<void> {
  await page.getByTestId('composer').fill(text)
  await page.keyboard.press('Enter')
  await page.locator('[data-testid=message][data-seq]').last().waitFor()
}

const message = (text: string) =>
  page.locator(`[data-testid=message][data-seq]`, {
    has: page.locator(`xpath=self::*[contains(@aria-label, "${text}")]`),
  })

test('[W4 S4] a link becomes a card, whose picture comes from here; nobody outside is asked by the browser', async () => {
  const hosts = new Set<string>()
  page.on('request', (request) => hosts.add(new URL(request.url()).host))
  const url = pages.url('/roses')
  await write(url)
  const card = page.getByTestId('link-card')
  await card.waitFor()
  expect(await card.getAttribute('href')).toBe(url)
  expect(await card.getAttribute('target')).toBe('_blank')
  expect((await card.getAttribute('rel'))?.split(' ')).toEqual(
    expect.arrayContaining(['noopener', 'noreferrer', 'nofollow']),
  )
  expect(await card.innerText()).toBe(`Eleven roses\n${new URL(url).host} · The Garden`)
  const picture = card.locator('img')
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), PATIENT)
    .toBe(600)
  const { width = 0, height = 0 } = (await picture.boundingBox()) ?? {}
  expect(width / height).toBeCloseTo(1.9, 1)
  expect([...hosts]).toEqual([new URL(server.url).host])
  expect(errors).toEqual([])
})

test('[W4 W7] a message that is only a link is only its card, with its words as its name; it has its menu', async () => {
  const url = pages.url('/bread')
  await write(url)
  await page.getByTestId('link-card').waitFor()
  const row = page.locator('[data-testid=message][data-own]')
  expect(await row.locator('.bubble').count()).toBe(0)
  expect(await row.getAttribute('aria-label')).toBe(`You: ${url}`)
  await write(`Words, and ${url}`)
  await page.getByTestId('link-card').nth(1).waitFor()
  expect(await row.last().locator('.bubble').innerText()).toBe(`Words, and ${url}`)
  await row.first().focus()
  await page.keyboard.press('r')
  await page.getByRole('menuitem', { name: 'Reply' }).click()
  await page.getByTestId('composer').fill('Thanks.')
  await page.keyboard.press('Enter')
  await page.locator('.quote', { hasText: url }).waitFor()
})

test('[W4 D14] an edit that takes the link out takes the card away', async () => {
  const url = pages.url('/bread')
  await write(`Read ${url}`)
  await page.getByTestId('link-card').waitFor()
  const id = await page.locator('[data-testid=message][data-own]').getAttribute('data-id')
  await command({ type: 'edit-message', message: id, text: 'Never mind.' })
  await page.locator('[data-testid=message]', { hasText: 'Never mind.' }).waitFor()
  expect(await page.getByTestId('link-card').count()).toBe(0)
})

test('[W1 W4] a card that comes later moves nothing that is read: the end stays in view', async () => {
  await fill()
  holdPages()
  await write(`See ${pages.url('/roses')}`)
  release()
  const card = page.getByTestId('link-card')
  await card.waitFor()
  const end = () =>
    page.locator('[data-scroller]').evaluate((list) => list.scrollHeight - list.clientHeight - list.scrollTop)
  await expect.poll(end, PATIENT).toBeLessThan(2)
  expect(await page.getByTestId('delivery').last().isVisible()).toBe(true)
})

test('[W1 W4] nor does one above or below the words that a reader has scrolled to', async () => {
  holdPages()
  await say(`Above ${pages.url('/above')}`)
  for (let index = 0; index < 60; index += 1) await say(`Line ${index}.`)
  await say(`Below ${pages.url('/below')}`)
  await message('Below').waitFor()
  await page.locator('[data-scroller]').hover()
  await page.mouse.wheel(0, -1_000)
  const anchor = message('Line 30.')
  const top = () => anchor.evaluate((row) => row.getBoundingClientRect().top)
  const before = await stillTop(top)
  release()
  await expect.poll(() => page.getByTestId('link-card').count(), PATIENT).toBe(2)
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
  // A browser scrolls by whole pixels; a card is more than sixty high.
  expect(Math.abs((await top()) - before)).toBeLessThan(4)
  expect(before).toBeGreaterThan(0)
})

test('[W7 W4] cards have no violation, light and dark, on a phone, too', async () => {
  await write(pages.url('/roses'))
  await write(`Both: ${pages.url('/bread')} ${pages.url('/roses')}`)
  await page.getByTestId('link-card').nth(2).waitFor()
  for (const viewport of [page.viewportSize(), PHONE]) {
    if (viewport) await page.setViewportSize(viewport)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await settle(page)
      expect(await violationsOf(page), colorScheme).toEqual([])
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
    }
  }
  expect(errors).toEqual([])
})

/** More than fits into the view. */
async function fill(): Promise<void> {
  for (let index = 0; index < 25; index += 1) await say(`Line ${index}`)
  await message('Line 24').waitFor()
}

async function say(text: string): Promise<void> {
  const event = {
    type: 'message-posted',
    id: randomUUID() as EventId,
    by: 'a_steve-jobs',
    data: { text },
  } as never
  await server.log.append({ room: room as RoomId, events: [event], at: Date.now(), fingerprint: 'test' })
}

/** Where it is once it moves no more. */
async function stillTop(top: () => Promise<number>): Promise<number> {
  let last = await top()
  await expect
    .poll(async () => {
      const before = last
      last = await top()
      return last === before
    }, PATIENT)
    .toBe(true)
  return last
}
