import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openApp, say } from './browser.ts'
import { hostApp } from './hosted-app.ts'
import { staleMessages } from './stale-messages.ts'

/** With this seed somebody reacts in the first exchange of the room below. */
const SEED = 'hello'
const ROOM = 'Coffee machine committee'

const { browser, page, errors, readLog, signInLink } = await hostApp({ PARLEY_SEED: SEED })

test('[R7 M2] the link shows starter rooms and says plainly that replies are rehearsed', async () => {
  expect(await page.getByTestId('room-row').count()).toBeGreaterThanOrEqual(6)
  await expectVisible(page.getByText('Rehearsal:'))
})

test('[D2 D7 D8 D9] hello: typing, a reaction, five agent messages, then the silenced line', async () => {
  await openRoom(page, ROOM)
  const before = await agentMessages(page).count()
  const reactions = await page.getByTestId('tapback').count()
  const silenced = await page.getByTestId('silenced-line').count()
  await say(page, 'hello everybody! kettle or machine?')
  await page.getByTestId('typing-bubble').waitFor()
  await page.waitForFunction(
    (count) => document.querySelectorAll('[data-testid=silenced-line]').length > count,
    silenced,
    { timeout: 90_000 },
  )
  expect((await agentMessages(page).count()) - before).toBe(5)
  expect(await page.getByTestId('tapback').count()).toBeGreaterThan(reactions)
  expect(await page.getByTestId('typing-bubble').count()).toBe(0)
})

test('[D4] a message in the middle of typing: no stale reply appears', async () => {
  await say(page, 'and what about tea?')
  await page.getByTestId('typing-bubble').waitFor({ timeout: 30_000 })
  await say(page, 'wait, first: who broke the old one?')
  await page.getByTestId('typing-bubble').waitFor({ state: 'detached', timeout: 2_000 })
  await say(page, 'Frank, was it you?')
  await agentMessages(page).last().waitFor()
  await page.waitForFunction(
    () => {
      const messages = [...document.querySelectorAll('[data-testid=message]')]
      return messages.at(-1)?.getAttribute('data-author-kind') === 'agent'
    },
    undefined,
    { timeout: 60_000 },
  )
  const last = await agentMessages(page).last().getAttribute('data-author')
  expect(last, 'who was asked answers').toBe('a_frank-slootman')
  const log = await readLog(await roomIdOf(page))
  expect(staleMessages(log)).toEqual([])
  const interrupted = log.filter(
    (event) => event.type === 'turn-ended' && event.data.outcome === 'interrupted',
  )
  expect(interrupted.length).toBeGreaterThanOrEqual(1)
})

test('[R2 W2] a room of three by the To: field', async () => {
  await page.getByRole('link', { name: 'New room' }).click()
  const to = page.getByRole('combobox')
  for (const name of ['Ada', 'Socr']) {
    await to.fill(name)
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
  }
  await page.getByTestId('composer').fill('Can a machine be wise?')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/r\//)
  await page.locator('[data-testid=message][data-seq]', { hasText: 'Can a machine be wise?' }).waitFor()
  await page.getByTestId('typing-bubble').waitFor({ timeout: 30_000 })
  const [created, ...rest] = await readLog(await roomIdOf(page))
  expect(created?.type).toBe('room-created')
  expect(rest.filter((event) => event.type === 'member-added')).toHaveLength(3)
})

test('[C5] a reload in mid-reply loses nothing', async () => {
  await openRoom(page, 'Steve Jobs')
  await say(page, 'Tell me, what would you leave out of a chat app, and why that?')
  await page.getByTestId('typing-bubble').waitFor({ timeout: 30_000 })
  await page.reload()
  await page.waitForFunction(
    () => {
      const last = [...document.querySelectorAll('[data-testid=message]')].at(-1)
      return (
        last?.getAttribute('data-author-kind') === 'agent' && last.getAttribute('data-status') === 'streaming'
      )
    },
    undefined,
    { timeout: 30_000, polling: 20 },
  )
  await page.reload()
  await page.waitForFunction(
    () => {
      const last = [...document.querySelectorAll('[data-testid=message]')].at(-1)
      return (
        last?.getAttribute('data-author-kind') === 'agent' && last.getAttribute('data-status') === 'complete'
      )
    },
    undefined,
    { timeout: 30_000 },
  )
  const finished = (await readLog(await roomIdOf(page))).filter((event) => event.type === 'message-finished')
  const { message, text } = finished.at(-1)!.data
  expect(finished.filter((event) => event.data.message === message)).toHaveLength(1)
  const shown = page.locator(`[data-testid=message][data-id="${message}"]`)
  expect(await shown.count()).toBe(1)
  expect(await shown.textContent()).toContain(text)
})

test('[C1] two windows show the same order', async () => {
  const { page: second } = await openApp(browser, await signInLink())
  await openRoom(page, ROOM)
  await openRoom(second, ROOM)
  await Promise.all([
    ...[1, 2, 3].map((n) => sayQuickly(page, `left ${n}`)),
    ...[1, 2, 3].map((n) => sayQuickly(second, `right ${n}`)),
  ])
  for (const window of [page, second]) {
    await window.waitForFunction(
      () =>
        document.querySelectorAll('[data-own][data-testid=message][data-seq]').length >= 6 &&
        ['left 1', 'left 2', 'left 3', 'right 1', 'right 2', 'right 3'].every((text) =>
          document.body.innerText.includes(text),
        ),
    )
  }
  await expect.poll(async () => order(second)).toEqual(await order(page))
  await second.context().close()
})

test('nothing went wrong in the page meanwhile', () => {
  expect(errors).toEqual([])
})

function agentMessages(window: Page) {
  return window.locator('[data-testid=message][data-author-kind=agent]')
}

async function openRoom(window: Page, name: string): Promise<void> {
  await window.getByTestId('room-row').filter({ hasText: name }).first().click()
  await window.getByTestId('composer').waitFor()
  await window.getByTestId('message').last().waitFor()
}

/** Types without waiting, as somebody in a hurry does; Enter presses go in one after the other. */
async function sayQuickly(window: Page, text: string): Promise<void> {
  await window.getByTestId('composer').evaluate((element, value) => {
    const field = element as HTMLTextAreaElement
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!.set!
    set.call(field, value)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  }, text)
}

function order(window: Page): Promise<(string | null)[]> {
  return window
    .locator('[data-testid=message][data-seq]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id')))
}

async function roomIdOf(window: Page): Promise<string> {
  return new URL(window.url()).pathname.split('/').at(-1)!
}

async function expectVisible(locator: ReturnType<Page['getByText']>): Promise<void> {
  await locator.first().waitFor()
}
