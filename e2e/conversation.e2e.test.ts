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
  const bubble = page.locator('.bubble').filter({ hasText: 'onerror' }).last()
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
  expect(await composer.inputValue()).toBe('hi @Ada Lovelace 🎉 🚀')
  await composer.fill('')
})

test('[W3 W5 W7] Esc in the emoji picker leads back to the field: what is typed next is no shortcut', async () => {
  const composer = page.getByTestId('composer')
  await page.getByRole('button', { name: 'Emoji' }).click()
  await page.getByTestId('emoji-picker').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.type('no')
  expect(await composer.inputValue()).toBe('no')
  await page.getByRole('button', { name: 'Emoji' }).click()
  await page.getByTestId('emoji-picker').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.getByTestId('emoji-picker').waitFor({ state: 'detached' })
  await page.keyboard.type('w')
  expect(await composer.inputValue()).toBe('now')
  await composer.fill('')
})

test('[W3] a message of which nothing would be seen is not sent', async () => {
  const composer = page.getByTestId('composer')
  await composer.fill('\u200b \u2060')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor({ state: 'hidden' })
  expect(await composer.inputValue()).not.toBe('')
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

test('[D14 W3] what is answered or edited is deleted elsewhere: nothing is left to answer or to save', async () => {
  await say(page, 'Basil or mint?')
  await choose('Basil or mint?', 'Reply')
  await page.getByTestId('reply-bar').waitFor()
  const id = await message(page, 'Basil or mint?').getAttribute('data-id')
  await command('garden', { type: 'delete-message', message: id })
  await page.getByTestId('reply-bar').waitFor({ state: 'detached' })
  await say(page, 'Sage or thyme?')
  await page.getByTestId('composer').press('ArrowUp')
  await page.getByTestId('message-editor').waitFor()
  const other = await message(page, 'Sage or thyme?').getAttribute('data-id')
  await command('garden', { type: 'delete-message', message: other })
  await page.getByTestId('composer').waitFor()
})

test('[D14] a deletion can be taken back for some seconds, also by who has looked elsewhere meanwhile', async () => {
  await say(page, 'Too many slugs')
  await choose('Too many slugs', 'Delete')
  await message(page, 'Too many slugs').waitFor({ state: 'detached' })
  await page.getByTestId('room-row').filter({ hasNotText: ROOM }).first().click()
  await page.getByTestId('notice').waitFor({ state: 'detached' })
  await page.goBack()
  await page.getByTestId('notice').getByRole('button', { name: 'Undo' }).click()
  await message(page, 'Too many slugs').waitFor()
  expect(await message(page, 'Too many slugs').getByText('Edited').count()).toBe(0)
})

test('[W5] Esc closes one thing after the other: a menu, a dialog, an answer that was begun, and the room last', async () => {
  const room = page.url()
  await choose('Too many slugs', 'Reply')
  await page.getByTestId('reply-bar').waitFor()
  await message(page, 'Too many slugs').locator('.bubble').click({ button: 'right' })
  await page.getByRole('group', { name: 'React' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('group', { name: 'React' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Room details' }).click()
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.waitForURL(room)
  expect(await page.getByTestId('reply-bar').count()).toBe(1)
  await page.keyboard.press('Escape')
  await page.getByTestId('reply-bar').waitFor({ state: 'detached' })
  expect(page.url()).toBe(room)
  await page.getByTestId('composer').press('Escape')
  await page.keyboard.press('Escape')
  await page.waitForURL(`${server.url}/`)
  await page.goBack()
  await page.getByTestId('composer').waitFor()
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

test('[W7] where the on-screen keyboard lies over the page, the page ends above it, header and field in view', async () => {
  const { page: phone } = await openApp(browser, await signInLink(), { viewport: PHONE, hasTouch: true })
  await phone.getByTestId('room-row').filter({ hasText: ROOM }).tap()
  const composer = phone.getByTestId('composer')
  await composer.waitFor()
  const keyboard = (px: number) =>
    phone.evaluate((covered) => {
      const height = innerHeight - covered
      Object.defineProperty(visualViewport, 'height', { configurable: true, get: () => height })
      visualViewport?.dispatchEvent(new Event('resize'))
    }, px)
  const foot = () => composer.evaluate((field) => field.getBoundingClientRect().bottom)
  const before = await foot()
  await keyboard(336)
  await expect.poll(foot).toBeCloseTo(before - 336, 0)
  const back = phone.getByRole('link', { name: /^Back to the list/ })
  expect((await back.boundingBox())?.y).toBeGreaterThanOrEqual(0)
  await keyboard(0)
  await expect.poll(foot).toBeCloseTo(before, 0)
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
