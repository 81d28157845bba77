import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, launchBrowser } from '../browser.ts'
import { ownerToken, startServer, temporaryData } from '../server-process.ts'
import type { ServerProcess } from '../server-process.ts'
import { Announcements } from './announcements.ts'

/** Nothing here points or clicks: whatever is done, keys do it. [W7] */
const data = await temporaryData()
let server: ServerProcess
let browser: Browser
let page: Page
let announcements: Announcements

beforeAll(async () => {
  server = await startServer(data.directory, { PARLEY_PACE: 'fast' })
  browser = await launchBrowser()
  page = await (await browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce' })).newPage()
  announcements = await Announcements.of(page)
  await page.goto(server.signInUrl)
  await page.getByTestId('room-row').first().waitFor()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await data.remove()
})

test('[W7 W2] a room with three agents is made: n, names, mode, first message', async () => {
  await page.keyboard.press('n')
  await page.getByRole('combobox').waitFor()
  for (const name of ['Ada', 'Socr', 'Steve']) {
    await page.keyboard.type(name)
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
  }
  await tabTo('input[type=radio]')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await tabTo('[data-testid=composer]')
  await page.keyboard.type('Who is there?')
  await page.keyboard.press('Enter')
  await page.getByRole('group', { name: 'Ask an agent' }).waitFor()
  await page.locator('[data-testid=message][data-seq]').first().waitFor()
})

test('[W7] it is left and opened again: Esc, Tab, Enter; then a message', async () => {
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => location.pathname === '/')
  await tabTo('[data-testid=room-row]')
  await page.keyboard.press('Enter')
  await page.getByTestId('composer').waitFor()
  await tabTo('[data-testid=composer]')
  await page.keyboard.type('What is a good question?')
  await page.keyboard.press('Enter')
  await said('What is a good question?')
})

test('[W7 D8] a tapback: arrows to the message, r, arrows, Enter', async () => {
  await backTo('[data-testid=message]')
  await page.keyboard.press('ArrowUp')
  expect(await focused()).toMatchObject({ text: expect.stringContaining('Who is there?') })
  await page.keyboard.press('r')
  await page.getByRole('menuitemradio').first().waitFor()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.locator('[data-testid=tapback]').waitFor()
  expect(await focused()).toMatchObject({ text: expect.stringContaining('Who is there?') })
})

test('[W7 D14] an edit, from the menu; Esc leaves a menu with nothing done', async () => {
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem').first().waitFor()
  await menuTo('Edit')
  await page.keyboard.press('Enter')
  await page.getByTestId('message-editor').waitFor()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('What is a better question?')
  await page.keyboard.press('Enter')
  await said('What is a better question?')
})

test('[W7 D11] an agent is asked, and its answer read out once, politely, without its typing', async () => {
  await tabTo('[data-testid=composer]')
  await backTo('[data-testid=ask]')
  announcements.clear()
  await page.keyboard.press('Enter')
  const answer = page.locator('[data-testid=message][data-author-kind=agent][data-status=complete]').last()
  await answer.waitFor({ timeout: 30_000 })
  const words = (await answer.getAttribute('aria-label')) ?? ''
  await expect.poll(() => announcements.polite).toEqual([words])
  expect(announcements.assertive).toEqual([])
})

test('[W7 D14] all are asked and stopped in the middle', async () => {
  await tabTo('[data-testid=composer]')
  await page.keyboard.press('Escape')
  await backTo('button[aria-label^="Ask everyone"]')
  await page.keyboard.press('Enter')
  const stop = page.getByRole('button', { name: 'Stop', exact: true })
  await stop.waitFor()
  await page.keyboard.press('ControlOrMeta+.')
  await page.getByText('You pressed stop').waitFor()
  await stop.waitFor({ state: 'detached' })
})

test('[W7 R4] details are opened, closed with Esc, and give the focus back', async () => {
  await backTo('button[aria-label*="oom details"]')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  expect(await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect((await focused()).label).toMatch(/oom details/)
})

test('[W7 R4] its owner is told why it cannot be left', async () => {
  await page.keyboard.press('Enter')
  await leave()
  expect(await page.getByRole('alert').textContent()).toMatch(/needs an owner/)
})

test('[W7 R4] a guest comes in by a link, and leaves for good', async () => {
  const room = new URL(page.url()).pathname.split('/').at(-1)
  const headers = { authorization: `Bearer ${await ownerToken(data.directory)}` }
  const made = await page.request.post(`${server.url}/api/rooms/${room}/invitations`, { headers, data: {} })
  const { path } = (await made.json()) as { path: string }
  page = await (await browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce' })).newPage()
  await page.goto(server.url + path)
  await page.getByRole('heading').first().waitFor()
  await tabTo('input')
  await page.keyboard.type('Grace')
  await page.keyboard.press('Enter')
  await page.getByTestId('composer').waitFor()
  await backTo('button[aria-label*="oom details"]')
  await page.keyboard.press('Enter')
  await leave()
  await page.getByTestId('composer').waitFor({ state: 'detached' })
  expect(await page.getByTestId('room-row').count()).toBe(0)
})

async function leave(): Promise<void> {
  await page.getByRole('dialog').waitFor()
  await tabToText(/^Leave room$/)
  await page.keyboard.press('Enter')
  await page.getByRole('group', { name: /^Leave/ }).waitFor()
  await tabToText(/^Leave$/)
  await page.keyboard.press('Enter')
}

type Focused = { label: string; text: string; matches: boolean }

function focused(selector = '*'): Promise<Focused> {
  return page.evaluate((wanted) => {
    const element = document.activeElement
    return {
      label: element?.getAttribute('aria-label') ?? '',
      text: element?.textContent ?? '',
      matches: element?.matches(wanted) ?? false,
    }
  }, selector)
}

/** Presses a key until the focus is where it should be; what cannot be reached in 60 presses is out of reach. */
async function pressUntil(key: string, wanted: string, there: (at: Focused) => boolean, selector = '*') {
  for (let press = 0; press < 60; press += 1) {
    if (there(await focused(selector))) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} never reaches ${wanted}`)
}

const tabTo = (selector: string) => pressUntil('Tab', selector, ({ matches }) => matches, selector)
const backTo = (selector: string) => pressUntil('Shift+Tab', selector, ({ matches }) => matches, selector)
const tabToText = (text: RegExp) => pressUntil('Tab', `${text}`, (at) => text.test(at.label || at.text))
const menuTo = (text: string) => pressUntil('ArrowDown', text, (at) => at.text.trim() === text)

function said(text: string): Promise<void> {
  return page.locator('[data-testid=message][data-seq]', { hasText: text }).last().waitFor()
}
