import type { EventId, MemberId, NewEvent, RoomId } from '@parley/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSqliteStore } from '../packages/server/src/index.ts'
import { launchBrowser, openApp } from './browser.ts'
import { ownerToken, startServer, temporaryData } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

const MESSAGES = 3_000
const ROOM = 'long' as RoomId
const SOCRATES = 'a_socrates' as MemberId

let server: ServerProcess
let browser: Browser
let page: Page
let errors: string[]
const data = await temporaryData()

beforeAll(async () => {
  const first = await startServer(data.directory)
  const headers = { authorization: `Bearer ${await ownerToken(data.directory)}` }
  const command = { type: 'create-room', members: [SOCRATES], title: 'Long', replyMode: 'manual' }
  await fetch(`${first.url}/api/rooms/${ROOM}/commands`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ id: 'make', command }),
  })
  await first.stop()
  await fill()
  server = await startServer(data.directory)
  browser = await launchBrowser()
  const opened = await openApp(browser, server.signInUrl)
  page = opened.page
  errors = opened.errors
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await data.remove()
})

/** Puts messages of different heights into the room, as the store has them after months. */
async function fill(): Promise<void> {
  const store = await openSqliteStore({ directory: data.directory })
  for (let from = 0; from < MESSAGES; from += 500) {
    const events = Array.from({ length: 500 }, (_, index) => ({
      type: 'message-posted',
      id: `row-${from + index}` as EventId,
      by: SOCRATES,
      data: { text: `Row ${from + index} ${'and so on '.repeat((index * 7) % 30)}` },
    })) as [NewEvent, ...NewEvent[]]
    await store.append({ room: ROOM, events, at: Date.now(), fingerprint: `fill-${from}` })
  }
  await store.close()
}

const row = (number: number) => page.locator(`[data-testid=message][data-id="row-${number}"]`)

test('[W8] a long room opens at its end', async () => {
  await page.getByTestId('room-row').filter({ hasText: 'Long' }).click()
  await row(MESSAGES - 1).waitFor()
  await expect
    .poll(() => row(MESSAGES - 1).evaluate((element) => element.getBoundingClientRect().bottom))
    .toBeLessThanOrEqual(800)
})

test('[W8 C4] scrolling up pages in: nothing that is read jumps, and only what is near is drawn', async () => {
  let most = 0
  for (let step = 0; step < 60; step += 1) {
    const { moved, drawn } = await page.evaluate(async () => {
      const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      const scroller = document.querySelector('[data-scroller]')
      if (scroller === null) throw new Error('no conversation')
      scroller.scrollTop -= 700
      await painted()
      await painted()
      const seen = [...document.querySelectorAll('.message-row')].find(
        (element) => element.getBoundingClientRect().top > 200,
      )
      const before = seen?.getBoundingClientRect().top ?? 0
      for (let frame = 0; frame < 12; frame += 1) await painted()
      const after = seen?.isConnected === true ? seen.getBoundingClientRect().top : Infinity
      return {
        moved: Math.abs(after - before),
        drawn: document.querySelectorAll('.timeline > *').length,
      }
    })
    expect(moved, `step ${step}`).toBeLessThan(12)
    most = Math.max(most, drawn)
  }
  expect(most).toBeLessThan(420)
})

test('[W8 W6] a link leads thousands of messages back, and one press to the end again', async () => {
  await page.goto(`${server.url}/rooms/${ROOM}/messages/row-100`)
  await expect
    .poll(() => row(100).evaluate((element) => element.getBoundingClientRect().top), { timeout: 20_000 })
    .toBeGreaterThan(60)
  expect(await page.locator('.timeline > *').count()).toBeLessThan(420)
  await page.getByRole('button', { name: 'Jump to the end' }).click()
  await expect
    .poll(() => row(MESSAGES - 1).evaluate((element) => element.getBoundingClientRect().bottom), {
      timeout: 10_000,
    })
    .toBeLessThanOrEqual(800)
})

test('[W8] of a room that was read far back, the end is seen when one comes back to it', async () => {
  await page.getByTestId('room-row').filter({ hasText: 'Coffee machine' }).click()
  await page.getByRole('textbox', { name: /Message to Coffee/ }).waitFor()
  await page.getByTestId('room-row').filter({ hasText: 'Long' }).click()
  await row(MESSAGES - 1).waitFor()
  const foot = () => row(MESSAGES - 1).evaluate((element) => element.getBoundingClientRect().bottom)
  await expect.poll(foot).toBeLessThanOrEqual(800)
  // What is left out comes when it has been seen: nothing moves by that.
  await expect.poll(() => page.locator('.timeline > *').count()).toBeGreaterThan(80)
  expect(await foot()).toBeLessThanOrEqual(800)
  expect(await page.locator('.timeline > *').count()).toBeLessThan(420)
})

test('[W8 R8] a message found in it is shown, though its row was left out', async () => {
  await page.getByTestId('room-row').filter({ hasText: 'Coffee machine' }).click()
  await page.getByRole('textbox', { name: /Message to Coffee/ }).waitFor()
  await page.getByLabel('Search rooms').fill('Row 1500')
  await page.getByTestId('found-message').filter({ hasText: 'Row 1500' }).first().click()
  const top = () => row(1_500).evaluate((element) => element.getBoundingClientRect().top)
  await expect.poll(top).toBeGreaterThan(60)
  await expect.poll(top).toBeLessThan(740)
})

test('nothing went wrong in the page meanwhile', () => {
  expect(errors).toEqual([])
})
