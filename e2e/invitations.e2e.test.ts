import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Announcements } from './audit/announcements.ts'
import { DESKTOP, launchBrowser, openApp, PHONE, say } from './browser.ts'
import { ownerToken, startServer, temporaryData } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

const ROOM = 'picnic'
let server: ServerProcess
let browser: Browser
let owner: Page
let announcements: Announcements
const errors: string[] = []
const data = await temporaryData()

beforeAll(async () => {
  server = await startServer(data.directory)
  browser = await launchBrowser()
  const authorization = `Bearer ${await ownerToken(data.directory)}`
  const command = { type: 'create-room', members: [], replyMode: 'manual', title: 'Picnic on Sunday' }
  await fetch(`${server.url}/api/rooms/${ROOM}/commands`, {
    method: 'POST',
    headers: { authorization },
    body: JSON.stringify({ id: 'create', command }),
  })
  const opened = await openApp(browser, server.signInUrl)
  owner = opened.page
  announcements = await Announcements.of(owner)
  errors.push(...opened.errors)
  await owner.goto(`${server.url}/r/${ROOM}`)
  await owner.getByTestId('composer').waitFor()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await data.remove()
})

/** A stranger's browser at a link. */
async function visit(link: string, viewport = DESKTOP): Promise<Page> {
  const page = await (await browser.newContext({ viewport })).newPage()
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(link)
  return page
}

type Wishes = { limit?: string; approval?: true }

/** Makes a link in the room's details and answers it; the details stay open. */
async function makeLink({ limit, approval }: Wishes = {}): Promise<string> {
  await openDetails()
  await owner.getByRole('button', { name: 'Invite people' }).click()
  if (limit !== undefined) await owner.getByText(limit, { exact: true }).click()
  if (approval) await owner.getByRole('checkbox', { name: /before anybody comes in/ }).check()
  await owner.getByRole('button', { name: 'Make link' }).click()
  const link = await owner.getByTestId('invitation-link').inputValue()
  await owner.getByRole('region', { name: 'Invite people' }).getByRole('button', { name: 'Done' }).click()
  return link
}

async function openDetails(): Promise<void> {
  if (await owner.getByRole('dialog').isVisible()) return
  await owner
    .getByRole('button', { name: /room details/i })
    .first()
    .click()
  await owner.getByRole('dialog').waitFor()
}

async function closeDetails(): Promise<void> {
  await owner.keyboard.press('Escape')
  await owner.getByRole('dialog').waitFor({ state: 'detached' })
}

const giveName = async (page: Page, name: string) => {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.keyboard.press('Enter')
}

const refused = (page: Page) => page.getByText('This link does not work any more.').waitFor()

test('[R4] a guest comes by a link with a name, and both chat; a third is refused at the limit', async () => {
  const link = await makeLink({ limit: '1 person' })
  await closeDetails()
  const guest = await visit(link, PHONE)
  await guest.getByText('Picnic on Sunday').waitFor()
  await giveName(guest, 'Ann')
  await guest.getByTestId('composer').waitFor()
  await say(guest, 'Thank you for the link')
  await owner.getByText('Thank you for the link').first().waitFor()
  await say(owner, 'Welcome, Ann')
  await guest.getByTestId('message').filter({ hasText: 'Welcome, Ann' }).waitFor()
  await refused(await visit(link))

  await guest.goto(link)
  await guest.getByTestId('composer').waitFor()
})

test('[R4] a link that was revoked refuses', async () => {
  const link = await makeLink()
  await owner.getByTestId('invitation').first().getByRole('button', { name: 'Revoke' }).click()
  await owner.getByTestId('invitation').first().waitFor({ state: 'detached' })
  await closeDetails()
  await refused(await visit(link))
})

test('[R4] with approval: the guest waits, is let in, and the page goes on by itself', async () => {
  const link = await makeLink({ approval: true })
  const guest = await visit(link)
  await giveName(guest, 'Bob')
  await guest.getByText('Waiting to be let in').waitFor()
  const other = await visit(link)
  await giveName(other, 'Mallory')
  await owner.getByRole('button', { name: 'Let Bob in' }).click()
  await guest.getByTestId('composer').waitFor()
  await owner.getByRole('button', { name: 'Decline Mallory' }).click()
  await other.getByText('You were not let in.').waitFor()
  await closeDetails()
})

test('[R4 W7] whoever waits is seen in the list and in the header, is said once, and gone once decided', async () => {
  const link = await makeLink({ approval: true })
  await closeDetails()
  announcements.clear()
  await giveName(await visit(link), 'Dora')
  const row = owner.locator(`[data-room=${ROOM}]`)
  await row.getByRole('img', { name: '1 person waits to come in' }).waitFor({ timeout: 30_000 })
  await expect.poll(() => announcements.polite).toEqual(['Dora waits to be let into Picnic on Sunday.'])
  await owner.getByRole('button', { name: '1 person waits to come in: room details' }).click()
  await owner.getByRole('button', { name: 'Decline Dora' }).click()
  await row.getByTestId('waiting-mark').waitFor({ state: 'detached' })
  await closeDetails()
  expect(announcements.polite).toEqual(['Dora waits to be let into Picnic on Sunday.'])
})

test('[S2] a guest who is removed sees nothing more', async () => {
  const link = await makeLink()
  await closeDetails()
  const guest = await visit(link)
  await giveName(guest, 'Cid')
  await guest.getByTestId('composer').waitFor()
  await openDetails()
  await owner.getByRole('button', { name: 'Remove Cid' }).click()
  await owner.getByRole('group', { name: 'Remove Cid?' }).getByRole('button', { name: 'Remove' }).click()
  await guest.getByTestId('composer').waitFor({ state: 'detached' })
  await closeDetails()
  await say(owner, 'Behind his back')
  await guest.reload()
  await guest.getByTestId('composer').waitFor({ state: 'detached' })
  expect(await guest.getByText('Behind his back').count()).toBe(0)
})

test('nothing went wrong in any page', () => {
  expect(errors).toEqual([])
})
