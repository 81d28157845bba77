import { LLMock } from '@copilotkit/aimock'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, launchBrowser } from '../browser.ts'
import { ownerToken, startServer, temporaryData } from '../server-process.ts'
import type { ServerProcess } from '../server-process.ts'
import { HALL, HostileWorld } from './hostile-world.ts'
import { Watchman } from './watchman.ts'
import { PAYLOADS } from './xss-payloads.ts'

const data = await temporaryData()
const mock = await LLMock.create({ port: 0 })
let server: ServerProcess
let browser: Browser
let context: BrowserContext
let page: Page
let watchman: Watchman
let world: HostileWorld
let said = 0

beforeAll(async () => {
  mock.on({ predicate: () => true }, () => ({ content: PAYLOADS[said++ % PAYLOADS.length] ?? '' }))
  server = await startServer(data.directory, {
    PARLEY_PACE: 'instant',
    PARLEY_TOKENS_PER_DAY: '0',
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: `${mock.url}/v1`,
  })
  world = new HostileWorld(server.url, await ownerToken(data.directory))
  await world.fill()
  browser = await launchBrowser()
  context = await browser.newContext({ viewport: DESKTOP })
  watchman = await Watchman.post(context, server.url)
  page = await context.newPage()
  watchman.expectNoWindows()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await mock.stop()
  await data.remove()
})

/** Nothing ran, nothing went out, and nothing stands in the page that could. */
async function expectHarmless(window = page): Promise<void> {
  await window.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))))
  expect(await Watchman.dangersIn(window)).toEqual([])
  expect(watchman.seen).toEqual([])
}

test('[S4] the watchman would see it: the same text as markup does run', async () => {
  const bait = await browser.newContext()
  const seen = (await Watchman.post(bait, 'about:')).seen
  const window = await bait.newPage()
  await window.setContent('<p>x</p><img src=x onerror="hit(1)"><iframe srcdoc="x"></iframe>')
  await expect.poll(() => seen.length).toBeGreaterThan(0)
  expect(await Watchman.dangersIn(window)).toHaveLength(2)
  await bait.close()
})

test('[S4] more than 200 payloads are names of agents, rooms, files and guests, messages, and what pages say', async () => {
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(200)
  for (const count of Object.values(world.taken)) expect(count).toBeGreaterThanOrEqual(200)
})

test('[S4] titles and names in the list of rooms, all of it', async () => {
  await page.goto(server.signInUrl)
  await page.getByTestId('room-row').first().waitFor()
  const list = page.getByRole('navigation', { name: 'Rooms' })
  for (let step = 0; step < 40; step += 1) await list.evaluate((nav) => nav.scrollBy(0, 700))
  expect(await page.getByTestId('room-row').count()).toBeGreaterThanOrEqual(200)
  await expectHarmless()
})

test('[S4 W4] messages and file names, from the last to the first', async () => {
  await open(HALL)
  await readBack()
  await expectHarmless()
})

test('[S4 W4] titles, descriptions, names and addresses of the pages to which messages lead', async () => {
  await open(world.library)
  await page.getByTestId('link-card').first().waitFor()
  await readBack()
  await expectHarmless()
})

test('[S4 M5] what models say, as members whose names are payloads', async () => {
  await world.askAll()
  await expect.poll(() => said, { timeout: 100_000 }).toBeGreaterThanOrEqual(world.agents.length)
  for (const room of world.choirs) {
    await open(room)
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'detached' })
    await page.locator('[data-testid=message][data-author-kind=agent]').first().waitFor()
    await readBack()
    await expectHarmless()
  }
})

test('[S4] members in the details, instructions, the To: field, search, and menus', async () => {
  await open(HALL)
  await page.locator('[data-testid=message][data-seq]').last().focus()
  await page.keyboard.press('r')
  await page.getByRole('menuitem').first().waitFor()
  await expectHarmless()
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: /room details/i })
    .first()
    .click()
  await page.getByRole('dialog').waitFor()
  await expectHarmless()
  await page.goto(`${server.url}/new`)
  await page.getByRole('combobox').first().fill('<')
  await page.getByRole('option').first().waitFor()
  await expectHarmless()
  const search = page.locator('[data-shortcut=search]')
  for (const payload of PAYLOADS.filter((_, index) => index % 20 === 0)) await search.fill(payload)
  await expectHarmless()
})

test('[S4 R4] rooms named by payloads, their addresses, and the links into them', async () => {
  for (let index = 0; index < PAYLOADS.length; index += 40) {
    await open(`room-${index}`)
    await expectHarmless()
  }
  // Whoever is in the room already would be led there at once.
  const elsewhere = await browser.newContext({ viewport: DESKTOP })
  const { seen } = await Watchman.post(elsewhere, server.url)
  const stranger = await elsewhere.newPage()
  for (const link of world.links) {
    await stranger.goto(server.url + link)
    await stranger.getByRole('heading').first().waitFor()
    await expectHarmless(stranger)
  }
  expect(seen).toEqual([])
  await elsewhere.close()
  for (const payload of PAYLOADS.filter((text) => !text.includes('/'))) {
    const answer = await page.request.get(`${server.url}/r/${encodeURIComponent(payload)}`, {
      maxRedirects: 0,
    })
    expect(answer.headers()['content-security-policy']).toContain("script-src 'self'")
  }
})

test('[S4 W3] what is typed: drafts, messages that are sent and edited', async () => {
  await open(HALL)
  const composer = page.getByTestId('composer')
  for (const payload of PAYLOADS.filter((_, index) => index % 25 === 3)) {
    await composer.fill(payload)
    await page.keyboard.press('Enter')
  }
  await page
    .locator('[data-testid=delivery]')
    .last()
    .getByText(/Delivered|Read/)
    .waitFor()
  await composer.fill(PAYLOADS[0] ?? '')
  await page.reload()
  await composer.waitFor()
  await expectHarmless()
})

async function open(room: string): Promise<void> {
  await page.goto(`${server.url}/r/${room}`)
  await page.getByTestId('composer').waitFor()
}

/** After so many turns of the wheel without any effect there is nothing older. */
const QUIET_TURNS = 8

/** Turns the wheel until nothing older is left, so that every message was in view. */
async function readBack(): Promise<void> {
  await page.mouse.move(800, 400)
  const scroller = page.locator('[data-scroller]')
  let still = 0
  for (let turn = 0; turn < 600 && still < QUIET_TURNS; turn += 1) {
    const before = await scroller.evaluate((element) => [element.scrollTop, element.scrollHeight])
    await page.mouse.wheel(0, -700)
    await page.waitForTimeout(30)
    const after = await scroller.evaluate((element) => [element.scrollTop, element.scrollHeight])
    still = after[0] === before[0] && after[1] === before[1] ? still + 1 : 0
  }
  expect(still).toBe(QUIET_TURNS)
}
