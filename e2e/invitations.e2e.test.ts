import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { Announcements } from './audit/announcements.ts'
import { DESKTOP, PHONE, say } from './browser.ts'
import { hostApp } from './hosted-app.ts'

const ROOM = 'picnic'
const { server, browser, page: owner, errors, command, readLog } = await hostApp()
const announcements = await Announcements.of(owner)
/** Ann and Bob, once they have come. */
const guests: Page[] = []

beforeAll(async () => {
  await command(ROOM, {
    type: 'create-room',
    members: [],
    replyMode: 'manual',
    title: 'Picnic on Sunday',
  })
  await owner.goto(`${server.url}/r/${ROOM}`)
  await owner.getByTestId('composer').waitFor()
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
  guests.push(guest)
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
  guests.push(guest)
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

test('[R2 W2] To: takes people as well as agents, a pasted list of them too; they find the room in their list', async () => {
  await owner.getByRole('link', { name: 'New room' }).click()
  const to = owner.getByRole('combobox', { name: 'To' })
  await to.evaluate((field) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'Ann, bob; Mallory')
    field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }))
  })
  await owner.getByRole('button', { name: 'Remove Ann' }).waitFor()
  await owner.getByRole('button', { name: 'Remove Bob' }).waitFor()
  expect(await to.inputValue(), 'who was not let in is nobody’s contact').toBe('Mallory')
  expect(await owner.getByRole('radio', { name: 'Autopilot' }).count(), 'no agent, no reply mode').toBe(0)
  await to.press('Escape')
  await to.pressSequentially('Socrates,')
  await owner.getByRole('button', { name: 'Remove Socrates' }).waitFor()
  await to.press('Backspace')
  await owner.getByRole('button', { name: 'Remove Socrates' }).waitFor({ state: 'detached' })
  await owner.getByTestId('composer').fill('Who brings the cake?')
  await owner.getByTestId('composer').press('Enter')
  await owner.waitForURL(/\/r\/(?!picnic)/)
  for (const guest of guests)
    await guest.getByTestId('room-row').filter({ hasText: 'Who brings the cake?' }).waitFor({
      state: 'attached',
    })
  const [created] = await readLog(new URL(owner.url()).pathname.slice('/r/'.length))
  expect(created).toMatchObject({ type: 'room-created', data: { replyMode: 'manual' } })
  await owner.goto(`${server.url}/r/${ROOM}`)
  await owner.getByTestId('composer').waitFor()
})

test('[W2 W7] arrow keys lead from one chip of To: to the next, Backspace takes out the one they stand on', async () => {
  await owner.getByRole('link', { name: 'New room' }).click()
  const to = owner.getByRole('combobox', { name: 'To' })
  await owner.getByRole('option', { name: /Socrates/ }).waitFor()
  await to.pressSequentially('Socrates,Ada Lovelace,so')
  const chip = (name: string) => owner.getByRole('button', { name: `Remove ${name}` })
  const hasFocus = (name: string) => chip(name).evaluate((cross) => cross === document.activeElement)
  await to.press('ArrowLeft')
  expect(await to.evaluate((field) => field === document.activeElement), 'within the text').toBe(true)
  await to.press('Home')
  await to.press('ArrowLeft')
  expect(await hasFocus('Ada Lovelace')).toBe(true)
  await owner.keyboard.press('ArrowLeft')
  expect(await hasFocus('Socrates')).toBe(true)
  await owner.keyboard.press('ArrowLeft')
  expect(await hasFocus('Socrates'), 'there is no other').toBe(true)
  await owner.keyboard.press('Backspace')
  await chip('Socrates').waitFor({ state: 'detached' })
  expect(await to.evaluate((field) => field === document.activeElement)).toBe(true)
  await chip('Ada Lovelace').waitFor()
  await owner.goto(`${server.url}/r/${ROOM}`)
  await owner.getByTestId('composer').waitFor()
})

test('[W5] Esc in To: empties the field, leaves it, and then leaves the page', async () => {
  await owner.getByRole('link', { name: 'New room' }).click()
  const to = owner.getByRole('combobox', { name: 'To' })
  await to.fill('soc')
  await to.press('Escape')
  expect(await to.inputValue()).toBe('')
  await to.press('Escape')
  await owner.keyboard.press('Escape')
  await owner.waitForURL(`${server.url}/`)
  await owner.goto(`${server.url}/r/${ROOM}`)
  await owner.getByTestId('composer').waitFor()
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
