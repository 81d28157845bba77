import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, launchBrowser, openApp, say } from './browser.ts'
import { ownerToken, startServer, temporaryData } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

let server: ServerProcess
let browser: Browser
let token: string
let room: string
/** Two windows of the owner, in contexts of their own, and one of a guest. */
let desk: Page
let phone: Page
let ben: Page
const errors: string[] = []
const data = await temporaryData()

beforeAll(async () => {
  server = await startServer(data.directory, { PARLEY_PACE: 'instant' })
  browser = await launchBrowser()
  token = await ownerToken(data.directory)
  room = `r_${randomUUID()}`
  await api(`/api/rooms/${room}/commands`, {
    id: randomUUID(),
    command: { type: 'create-room', members: [], title: 'Two at a table', replyMode: 'manual' },
  })
  desk = await openAsOwner(server.signInUrl)
  const { path } = await api<{ path: string }>('/api/sign-in-links', {})
  phone = await openAsOwner(server.url + path)
  ben = await openAsGuest('Ben')
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await data.remove()
})

test('[C6] whoever is in the room is seen there', async () => {
  await openRoom(desk)
  await desk.getByTestId('presence').filter({ hasText: 'Ben here now' }).waitFor()
})

test('[D7] each sees the other typing, and the dots end with the message', async () => {
  await ben.getByTestId('composer').pressSequentially('Is anybody')
  await desk.getByTestId('typing-bubble').waitFor()
  expect(await ben.getByTestId('typing-bubble').count()).toBe(0)
  await desk.getByTestId('composer').pressSequentially('Yes')
  await ben.getByTestId('typing-bubble').waitFor()
  await say(ben, 'Is anybody there?')
  await desk.locator('[data-testid=message]', { hasText: 'Is anybody there?' }).waitFor()
  await desk.getByTestId('typing-bubble').waitFor({ state: 'detached', timeout: 2_000 })
})

test('[D7] typing ends by itself when nothing more is written', async () => {
  await ben.getByTestId('composer').pressSequentially('hm')
  await desk.getByTestId('typing-bubble').waitFor()
  await desk.getByTestId('typing-bubble').waitFor({ state: 'detached', timeout: 8_000 })
  await ben.getByTestId('composer').fill('')
})

test('[W1 C6] "Delivered" becomes "Read" when the other one sees it', async () => {
  await hide(ben, true)
  await say(desk, 'Shall we order?')
  await under(desk, 'Shall we order?', 'Delivered')
  await hide(ben, false)
  await under(desk, 'Shall we order?', 'Read')
})

test('[C6] what is read in one window is read in the other; a page that nobody looks at reads nothing', async () => {
  await hide(desk, true)
  await openElsewhere(phone)
  await say(ben, 'I take the soup.')
  await unread(phone, 1)
  await unread(desk, 1)
  await hide(desk, false)
  await unread(desk, 0)
  await unread(phone, 0)
  await under(ben, 'I take the soup.', 'Read')
})

test('[C6] unread marks outlive a reload', async () => {
  await openElsewhere(desk)
  await say(ben, 'And bread.')
  await unread(desk, 1)
  await desk.reload()
  await unread(desk, 1)
  await openRoom(desk)
  await unread(desk, 0)
  await phone.reload()
  await unread(phone, 0)
})

test('[C6] a window that closes is gone', async () => {
  await ben.context().close()
  await desk.getByTestId('presence').waitFor({ state: 'detached', timeout: 10_000 })
})

test('no page had an error', () => {
  expect(errors).toEqual([])
})

async function openAsOwner(link: string): Promise<Page> {
  const opened = await openApp(browser, link)
  opened.page.on('pageerror', (error) => errors.push(String(error)))
  return opened.page
}

/** By an invitation, with nothing but a name. */
async function openAsGuest(name: string): Promise<Page> {
  const { path } = await api<{ path: string }>(`/api/rooms/${room}/invitations`, {})
  const context = await browser.newContext({ viewport: DESKTOP })
  const joined = await context.request.post(`${server.url}/api/join/${path.split('/').at(-1)}`, {
    data: { id: randomUUID(), name },
    headers: { origin: server.url },
  })
  expect(joined.ok()).toBe(true)
  const page = await context.newPage()
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(`${server.url}/r/${room}`)
  await page.getByTestId('composer').waitFor()
  return page
}

async function api<Answer>(path: string, body: unknown): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

const row = (page: Page) => page.locator(`[data-testid=room-row][data-room="${room}"]`)

async function openRoom(page: Page): Promise<void> {
  await row(page).click()
  await page.waitForURL(new RegExp(`/r/${room}`))
  await page.getByTestId('composer').waitFor()
}

async function openElsewhere(page: Page): Promise<void> {
  await page.getByTestId('room-row').filter({ hasNotText: 'Two at a table' }).first().click()
  await page.getByTestId('composer').waitFor()
}

/** What stands under our message in the end. */
async function under(page: Page, text: string, words: string): Promise<void> {
  await page
    .locator('[data-testid=message]', { hasText: text })
    .getByTestId('delivery')
    .getByText(words, { exact: true })
    .waitFor()
}

/** Waits until the list, or the title for the room that is open, says so. */
async function unread(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    ({ id, expected }) => {
      const marks = document.querySelector(`[data-room="${id}"]`)?.getAttribute('data-unread')
      return Number(marks) === expected
    },
    { id: room, expected: count },
  )
}

/** As if the person turned to another tab, or back. */
async function hide(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (value ? 'hidden' : 'visible'),
    })
    document.dispatchEvent(new Event('visibilitychange'))
  }, hidden)
}
