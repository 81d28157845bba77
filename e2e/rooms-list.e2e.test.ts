import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openApp, PHONE, say } from './browser.ts'
import { hostApp } from './hosted-app.ts'
import { swipe } from './touch.ts'

const { browser, page, errors, command, signInLink } = await hostApp({
  PARLEY_SEED: 'list',
  PARLEY_PACE: 'instant',
})

const row = (window: Page, name: string) => window.getByTestId('room-row').filter({ hasText: name })
const pinned = (window: Page, name: string) => window.getByTestId('pinned-room').filter({ hasText: name })

/** Takes back what was done last; the notice of what was done before may still be there. */
async function undo(notice: string): Promise<void> {
  await page
    .getByTestId('room-notice')
    .filter({ hasText: notice })
    .getByRole('button', { name: 'Undo' })
    .click()
}

async function choose(name: string, action: string): Promise<void> {
  await row(page, name).or(pinned(page, name)).first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}

test('[W2 R5] pinned by the context menu: at once on every device, and after a reload', async () => {
  const { page: other } = await openApp(browser, await signInLink())
  await choose('Coffee machine', 'Pin')
  await choose('Steve Jobs', 'Pin')
  await pinned(page, 'Steve').waitFor()
  await pinned(other, 'Steve').waitFor()
  expect(await page.getByTestId('pinned-room').count()).toBe(2)
  expect(await row(page, 'Steve Jobs').count()).toBe(0)
  await page.reload()
  await pinned(page, 'Coffee').waitFor()
  const order = await page.getByTestId('pinned-room').allInnerTexts()
  expect(order[0]).toContain('Coffee')
  await other.context().close()
})

test('[W2 W7] the menu by keyboard, and the keys p and h for the open room', async () => {
  await pinned(page, 'Steve').focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menu', { name: 'Room' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('menu', { name: 'Room' }).waitFor({ state: 'detached' })
  await pinned(page, 'Steve').click()
  await page.getByTestId('composer').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('p')
  await row(page, 'Steve Jobs').waitFor()
  await page.keyboard.press('h')
  await row(page, 'Steve Jobs').getByLabel('Alerts hidden').waitFor()
  await page.keyboard.press('h')
  await row(page, 'Steve Jobs').getByLabel('Alerts hidden').waitFor({ state: 'detached' })
})

test('[R5] marked unread, and read again', async () => {
  await choose('Sunday lunch', 'Mark as unread')
  await row(page, 'Sunday lunch').getByText('1 unread').waitFor()
  await choose('Sunday lunch', 'Mark as read')
  await row(page, 'Sunday lunch').getByText('1 unread').waitFor({ state: 'detached' })
})

test('[R5] marked unread while it is open, a room is left, and stays unread', async () => {
  await row(page, 'Sunday lunch').click()
  await page.getByRole('textbox', { name: /Message to Sunday lunch/ }).waitFor()
  await choose('Sunday lunch', 'Mark as unread')
  await page.waitForURL((url) => url.pathname === '/')
  await row(page, 'Sunday lunch').getByText('1 unread').waitFor()
  await page.reload()
  await row(page, 'Sunday lunch').getByText('1 unread').waitFor()
  await choose('Sunday lunch', 'Mark as read')
})

test('[W3] a draft stays with its room, shows in the list, and outlives a reload', async () => {
  await row(page, 'Steve Jobs').click()
  await page.getByTestId('composer').fill('not yet sent')
  await row(page, 'Sunday lunch').click()
  await row(page, 'Steve Jobs').getByTestId('draft-preview').waitFor()
  await page.reload()
  await row(page, 'Steve Jobs').click()
  await expect.poll(() => page.getByTestId('composer').inputValue()).toBe('not yet sent')
  await page.getByTestId('composer').fill('')
})

test('[R5] archived: out of the list and read-only; undone by the toast, or moved back', async () => {
  await choose('Sunday lunch', 'Archive')
  await undo('Room archived')
  await row(page, 'Sunday lunch').waitFor()
  await choose('Sunday lunch', 'Archive')
  await row(page, 'Sunday lunch').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Archived' }).click()
  await row(page, 'Sunday lunch').click()
  await page.getByText('You archived this room.').waitFor()
  expect(await page.getByTestId('composer').count()).toBe(0)
  await page.getByRole('main').getByRole('button', { name: 'Move back to the list' }).click()
  await page.getByTestId('composer').waitFor()
  await page.getByRole('button', { name: 'Rooms', exact: true }).click()
  await row(page, 'Sunday lunch').waitFor()
})

test('[R5] deleted by key, undone; deleted again and restored from the list of deleted ones', async () => {
  await row(page, 'Sam Walton').click()
  await page.getByTestId('composer').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('d')
  await undo('Room deleted')
  await row(page, 'Sam Walton').waitFor()
  await choose('Sam Walton', 'Delete')
  await row(page, 'Sam Walton').waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('button', { name: 'Recently deleted' }).click()
  await page.getByRole('listitem').filter({ hasText: 'Sam Walton' }).getByText('Restore').click()
  await row(page, 'Sam Walton').waitFor()
})

test('[W2] a pinned room floats what is new over its face', async () => {
  await row(page, 'Steve Jobs').click()
  const room = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await choose('Steve Jobs', 'Pin')
  await row(page, 'Sunday lunch').click()
  await command(room, { type: 'post-message', text: 'One more thing?' })
  await pinned(page, 'Steve').locator('[data-floating="snippet"]').waitFor()
  await choose('Steve', 'Unpin')
})

test('[R8] search over all rooms while one types; a message found is shown in its place, and back again', async () => {
  await row(page, 'Steve Jobs').click()
  await say(page, 'The zebrafish swims at noon')
  await row(page, 'Sunday lunch').click()
  await page.getByRole('textbox', { name: /Message to Sunday lunch/ }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await page.keyboard.type('zebraf')
  await page.getByTestId('found-message').first().waitFor()
  await page.keyboard.press('ArrowDown')
  expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-result'))).toBe(true)
  await page.getByTestId('found-message').filter({ hasText: 'swims at noon' }).first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/rooms\/[^/]+\/messages\//)
  await page.locator('[data-flash]', { hasText: 'swims at noon' }).waitFor()
  await page.goBack()
  await page.waitForURL(/\/r\//)
  await page.getByLabel('Search rooms').fill('coffee mach')
  await page.getByTestId('search-results').getByTestId('room-row').first().waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
})

test('[W5] the key that opens the palette closes it', async () => {
  const palette = page.getByRole('combobox', { name: 'Rooms, agents and commands' })
  await page.keyboard.press('Control+k')
  await palette.waitFor()
  await page.keyboard.press('Control+k')
  await palette.waitFor({ state: 'detached' })
})

test('[W5] the palette: a room by a few letters, a command, and not while something else has the keys', async () => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('kelly')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /Kelly/ }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('settings')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/settings$/)
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByText('Pin or unpin the room').waitFor()
  await page.keyboard.press('Escape')
})

test('[W5] the palette opens again while the last one is still on its way out', async () => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('sunday lunch')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+k')
  await expect
    .poll(() =>
      page
        .getByRole('combobox')
        .inputValue({ timeout: 1_000 })
        .catch(() => '?'),
    )
    .toBe('')
  await page.getByRole('combobox').fill('kelly')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /Kelly/ }).waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('[W2 W7] on a phone a finger draws a row aside and hides its alerts', async () => {
  const { page: phone } = await openApp(browser, await signInLink(), {
    viewport: PHONE,
    hasTouch: true,
    isMobile: true,
  })
  await swipe(phone, row(phone, 'Kelly').first(), -230)
  await phone.getByRole('listitem').filter({ hasText: 'Kelly' }).locator('[data-swipe="mute"]').tap()
  await row(phone, 'Kelly').getByLabel('Alerts hidden').waitFor()
  await row(page, 'Kelly').getByLabel('Alerts hidden').waitFor()
  await phone.context().close()
})

test('nothing went wrong in the page meanwhile', () => {
  expect(errors).toEqual([])
})
