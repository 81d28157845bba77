import { expect, test } from 'vitest'
import { PHONE } from './browser.ts'
import { hostApp } from './hosted-app.ts'

const { server, page, errors } = await hostApp({ PARLEY_SEED: 'welcome', PARLEY_PACE: 'instant' })

test('[R7 W7] three steps, by keyboard alone, to a room in which somebody talks', async () => {
  await page.getByRole('link', { name: /New here/ }).click()
  await page.getByLabel('Your name').fill('Robin')
  await page.keyboard.press('Enter')
  const people = page.getByRole('group', { name: 'People' }).getByRole('button')
  await people.first().focus()
  await page.keyboard.press('Space')
  await people.nth(1).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Next' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: /Autopilot/ }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/r\//)
  await page.locator('[data-testid=message][data-author-kind=agent]').first().waitFor({ timeout: 60_000 })
  await page.goto(server.url)
  await page.getByTestId('room-row').first().waitFor()
  expect(await page.getByRole('link', { name: /New here/ }).count()).toBe(0)
})

test('[S1 W1] settings hold at once: name, theme, sounds, tokens', async () => {
  await page.getByRole('link', { name: 'Settings' }).click()
  expect(await page.getByLabel('Your name').inputValue()).toBe('Robin')
  await page.getByLabel('Your name').fill('Robin Hood')
  const theme = page.getByRole('radiogroup', { name: 'Theme' })
  const place = await theme.boundingBox()
  await page.keyboard.press('Enter')
  await page.getByText('Saved. All rooms show it.').waitFor()
  expect(await theme.boundingBox(), 'what is said moves nothing that one is about to press').toEqual(place)
  await page.getByRole('radio', { name: 'Dark' }).check()
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
  await page.getByRole('radio', { name: 'System' }).check()
  await page.getByRole('switch', { name: 'Sounds' }).uncheck()
  await page.getByLabel('Name of the new token').fill('My bot')
  await page.getByRole('button', { name: 'Make a token' }).click()
  const secret = await page.getByLabel('New token', { exact: true }).inputValue()
  const me = () => fetch(`${server.url}/api/me`, { headers: { authorization: `Bearer ${secret}` } })
  // The field has what was typed before the server does.
  await expect.poll(async () => (await me()).json()).toMatchObject({ name: 'Robin Hood' })
  await page
    .getByRole('listitem')
    .filter({ hasText: 'My bot' })
    .getByRole('button', { name: 'Revoke' })
    .click()
  await expect.poll(async () => (await me()).status).toBe(401)
  await page.reload()
  expect(await page.getByRole('switch', { name: 'Sounds' }).isChecked()).toBe(false)
})

test('[W1] the tab’s title and icon say that something is unread', async () => {
  await page.goto(server.url)
  // Whoever still talks in the room made above may have it unread already.
  await page.locator('[data-testid=room-row][data-unread="0"]').first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Mark as unread' }).click()
  await expect.poll(() => page.title()).toMatch(/^\([1-9]/)
  await expect.poll(() => page.locator('link[rel=icon]').getAttribute('href')).toBe('/icon-dot.svg')
})

test('[W7] on a phone nothing is wider than the screen, in no part of it', async () => {
  await page.setViewportSize(PHONE)
  for (const path of ['/', '/new', '/welcome', '/settings', '/agents']) {
    await page.goto(server.url + path)
    await page.waitForLoadState('networkidle')
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('main, main *')]
        .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 300)
        .filter((element) => getComputedStyle(element).overflowX === 'visible')
        .map((element) => element.className),
    )
    expect(wide, path).toEqual([])
  }
})

test('nothing went wrong in the page meanwhile', () => {
  expect(errors).toEqual([])
})
