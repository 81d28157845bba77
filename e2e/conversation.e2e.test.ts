import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openApp, PHONE, say } from './browser.ts'
import { hostApp } from './hosted-app.ts'
import { swipe } from './touch.ts'

const ROOM = 'Roof garden'

const { server, browser, page, errors, api, command, signInLink } = await hostApp({
  PARLEY_SEED: 'talk',
  PARLEY_PACE: 'instant',
})

beforeAll(async () => {
  await command('garden', {
    type: 'create-room',
    members: ['a_ada-lovelace', 'a_socrates'],
    title: ROOM,
    replyMode: 'manual',
  })
  await page.getByTestId('room-row').filter({ hasText: ROOM }).click()
  await page.getByTestId('composer').waitFor()
})

/** By its bubble: with the time beside it, "News 2" at 3:54 would be "News 23" as well. */
const message = (window: Page, text: string) =>
  window
    .locator('[data-testid=message][data-seq]')
    .filter({ has: window.locator('.bubble', { hasText: text }) })

async function choose(text: string, action: string): Promise<void> {
  await message(page, text).first().locator('.bubble').click({ button: 'right' })
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}

test('[W4] Markdown: bold, lists, links that tell nobody where from, code in colours that scrolls in itself', async () => {
  const line = 'const answer: number = 42 // and so on'.repeat(8)
  await send(`**bold** and [here](https://x.test/a)\n\n- one\n- two\n\n\`\`\`ts\n${line}\n\`\`\``)
  const bubble = page.locator('.bubble').last()
  await bubble.locator('strong', { hasText: 'bold' }).waitFor()
  expect(await bubble.locator('li').count()).toBe(2)
  const link = bubble.getByRole('link', { name: 'here' })
  expect(await link.getAttribute('rel')).toContain('noopener')
  expect(await link.getAttribute('rel')).toContain('noreferrer')
  await bubble.locator('.hljs-keyword').first().waitFor()
  const [inner, outer] = await bubble.locator('pre').evaluate((pre) => [pre.scrollWidth, pre.clientWidth])
  expect(inner).toBeGreaterThan(outer ?? 0)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})

test('[W4 S4] what is no Markdown stays as it was typed, and no address of another kind is led to', async () => {
  await send('<img src=x onerror=alert(1)> **x** [a](javascript:alert(1)) ![b](https://x.test/b.png)')
  const bubble = page.locator('.bubble').last()
  await bubble.locator('strong').waitFor()
  expect(await bubble.textContent()).toContain('<img src=x onerror=alert(1)>')
  expect(await bubble.locator('img').count()).toBe(0)
  expect(await bubble.getByRole('link').allTextContents()).toEqual(['b'])
})

test('[W3] a mention by a few letters and the keyboard; :name: becomes an emoji; the picker puts one in', async () => {
  const composer = page.getByTestId('composer')
  await composer.pressSequentially('hi @lo')
  await page.getByTestId('completion').getByText('Ada Lovelace').waitFor()
  await page.keyboard.press('Enter')
  expect(await composer.inputValue()).toBe('hi @Ada Lovelace ')
  await composer.pressSequentially(':tada')
  await page.getByTestId('completion').waitFor()
  await page.keyboard.press('Tab')
  expect(await composer.inputValue()).toBe('hi @Ada Lovelace 🎉 ')
  await page.getByRole('button', { name: 'Emoji' }).click()
  await page.getByLabel('Search emoji').fill('rocket')
  await page.keyboard.press('Enter')
  expect(await composer.inputValue()).toContain('🚀')
  await composer.fill('')
})

test('[W3 W6] an answer quotes what it answers; the quote leads there, and "back" comes back', async () => {
  await say(page, 'Tomatoes or beans?')
  await choose('Tomatoes or beans?', 'Reply')
  await page.getByTestId('reply-bar').waitFor()
  expect(await page.getByTestId('composer').evaluate((field) => field === document.activeElement)).toBe(true)
  await say(page, 'Beans, surely')
  await page.getByTestId('reply-bar').waitFor({ state: 'detached' })
  const quote = page.getByTestId('quote').last()
  expect(await quote.textContent()).toContain('Tomatoes or beans?')
  await quote.click()
  await page.waitForURL(/\/rooms\/garden\/messages\//)
  await page.locator('[data-flash]', { hasText: 'Tomatoes' }).waitFor()
  await page.goBack()
  await page.waitForURL(/\/r\/garden$/)
})

test('[W6 W8] a link to a message far back opens there; the room itself opens at its end', async () => {
  for (let index = 0; index < 130; index += 1)
    await command('garden', { type: 'post-message', text: `Row ${index} of the garden diary` })
  await message(page, 'Row 129').waitFor()
  await page.reload()
  await message(page, 'Row 129').waitFor()
  expect(await message(page, 'Row 129').isVisible()).toBe(true)
  const found = await api<{ messages: { message: { id: string } }[] }>('/api/search?q=tomatoes')
  const id = found.messages[0]?.message.id
  const { page: other } = await openApp(browser, await signInLink())
  await other.goto(`${server.url}/rooms/garden/messages/${id}`)
  const target = message(other, 'Tomatoes or beans?').first()
  await target.waitFor()
  await expect.poll(() => inView(other, 'Tomatoes or beans?')).toBe(true)
  await other.goto(`${server.url}/rooms/garden/messages/not-there`)
  await other.getByText('That message is not here any more.').waitFor()
  await other.context().close()
})

test('[C6 R5] where one had left off: a line, and a pill that leads up to it', async () => {
  await page.getByTestId('room-row').filter({ hasText: 'Steve Jobs' }).click()
  const outside = await tokenOf('a_ada-lovelace')
  for (let index = 0; index < 25; index += 1) await postAs(outside, `News ${index}`)
  const row = page.getByTestId('room-row').filter({ hasText: ROOM })
  await row.getByText('25 unread').waitFor()
  await row.click()
  await page.getByTestId('unread-line').waitFor({ state: 'attached' })
  await page.getByTestId('unread-pill').click()
  await expect.poll(() => inView(page, 'News 0')).toBe(true)
  await page.getByTestId('unread-pill').waitFor({ state: 'detached' })
})

test('[W3] on a phone: a message drawn to the right is answered, drawn to the left all show their times', async () => {
  const { page: phone } = await openApp(browser, await signInLink(), {
    viewport: PHONE,
    hasTouch: true,
    isMobile: true,
  })
  await phone.getByTestId('room-row').filter({ hasText: ROOM }).tap()
  await expect.poll(() => inView(phone, 'News 24')).toBe(true)
  await swipe(phone, message(phone, 'News 24').first().locator('.bubble'), 120)
  await phone.getByTestId('reply-bar').waitFor()
  await expect.poll(() => inView(phone, 'News 23')).toBe(true)
  await swipe(phone, message(phone, 'News 23').first(), -120, async () => {
    await expect.poll(() => phone.locator('.row-time').last().isVisible()).toBe(true)
  })
  await phone.context().close()
})

test('nothing went wrong in the page meanwhile', () => {
  expect(errors).toEqual([])
})

/** Posts what is shown otherwise than it is written. */
async function send(text: string): Promise<void> {
  await page.getByTestId('composer').fill(text)
  await page.keyboard.press('Enter')
  await page
    .getByTestId('delivery')
    .getByText(/Delivered|Read/)
    .waitFor()
}

async function tokenOf(agent: string): Promise<string> {
  return (await api<{ token: string }>(`/api/agents/${agent}/tokens`, {})).token
}

async function postAs(secret: string, text: string): Promise<void> {
  const response = await fetch(`${server.url}/api/rooms/garden/commands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
    body: JSON.stringify({ id: randomUUID(), command: { type: 'post-message', text } }),
  })
  expect(response.status).toBe(200)
}

/** Whether the message is within the view of its conversation. */
function inView(window: Page, text: string): Promise<boolean> {
  return message(window, text)
    .first()
    .evaluate((row) => {
      const view = row.closest('[data-scroller]')?.getBoundingClientRect()
      const box = row.getBoundingClientRect()
      return view !== undefined && box.top >= view.top && box.bottom <= view.bottom
    })
}
