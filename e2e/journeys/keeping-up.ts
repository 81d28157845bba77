import type { RoomList } from '@parley/protocol'
import { expect, test } from 'vitest'
import { say } from '../browser.ts'
import { swipe } from '../touch.ts'
import { heard, notes, turnAway } from './alerts.ts'
import { ELSEWHERE, TITLE } from './arriving.ts'
import { closeDetails, message, openDetails } from './world.ts'
import type { World } from './world.ts'

const NEWS = 24

/** How each learns of what happened while they were elsewhere, and how they keep their rooms. */
export function keepingUp(world: World): void {
  const { desk, phone } = world
  const row = desk.getByTestId('room-row').filter({ hasText: TITLE })
  const pinned = desk.getByTestId('pinned-room').filter({ hasText: TITLE })
  const elsewhere = desk.getByTestId('room-row').filter({ hasText: ELSEWHERE })

  test('[C6 R5 W1 W2] elsewhere: preview, count, title, icon, a sound, and a notification while turned away', async () => {
    await desk.getByRole('link', { name: 'Settings' }).click()
    await desk.getByRole('switch', { name: 'Notifications' }).check()
    await elsewhere.click()
    await message(desk, 'Leeks and bread').waitFor()
    await turnAway(desk, true)
    const before = await heard(desk)
    await world.asGuest({ type: 'post-message', text: 'The **shop** closes at noon' })
    await row.getByText('Mina: The shop closes at noon').waitFor()
    await row.getByText('1 unread').waitFor()
    await expect.poll(() => desk.title()).toMatch(/^\(1\) /)
    await expect.poll(() => desk.locator('link[rel=icon]').getAttribute('href')).toBe('/icon-dot.svg')
    await expect.poll(() => notes(desk)).toEqual([{ title: TITLE, body: 'Mina: The shop closes at noon' }])
    await expect.poll(async () => (await heard(desk)).unread).toBeGreaterThan(before.unread)
    await turnAway(desk, false)
    expect(await row.getByText('1 unread').count(), 'not looked at yet').toBe(1)
  })

  test('[R5 C6] back again: a line where one had left off, a pill up to it, and then all is read', async () => {
    for (let index = 1; index < NEWS; index += 1)
      await world.asGuest({ type: 'post-message', text: `Word ${index} from the shop` })
    await row.getByText(`${NEWS} unread`).waitFor()
    await row.click()
    await desk.getByTestId('unread-line').waitFor({ state: 'attached' })
    await desk
      .getByTestId('unread-pill')
      .filter({ hasText: `${NEWS} new messages` })
      .click()
    await expect.poll(() => inView(world, 'shop closes at noon')).toBe(true)
    await expect.poll(() => desk.title()).not.toMatch(/^\(/)
    await expect.poll(() => row.getAttribute('data-unread')).toBe('0')
    await message(phone, `Word ${NEWS - 1} from the shop`)
      .getByText('Read by Robin')
      .waitFor()
  })

  test('[W1] scrolled up, the view stays; a pill counts what comes and leads to it', async () => {
    await world.asGuest({ type: 'post-message', text: 'And one about soap' })
    const pill = desk.getByRole('button', { name: '1 new message' })
    await pill.waitFor()
    expect(await inView(world, 'shop closes at noon')).toBe(true)
    await pill.click()
    await expect.poll(() => inView(world, 'And one about soap')).toBe(true)
    await pill.waitFor({ state: 'detached' })
  })

  test('[W1] turned away from the open room: what comes into it stands in the title, until one is back', async () => {
    await turnAway(desk, true)
    await world.asGuest({ type: 'post-message', text: 'And candles' })
    await expect.poll(() => desk.title()).toMatch(/^\(1\) /)
    await turnAway(desk, false)
    await expect.poll(() => desk.title()).not.toMatch(/^\(/)
  })

  test('[W1] tomorrow the same messages stand below another day', async () => {
    const separator = desk.locator('time', { hasText: 'Today' }).first()
    expect(await separator.count()).toBe(1)
    const later = await phone.context().newPage()
    await later.clock.setFixedTime(Date.now() + 24 * 60 * 60_000)
    await later.goto(`${world.hosted.server.url}/r/${world.room}`)
    await message(later, 'And one about soap').waitFor()
    await later.locator('.timeline time', { hasText: 'Yesterday' }).first().waitFor({ state: 'attached' })
    expect(await later.locator('.timeline time', { hasText: 'Today' }).count()).toBe(0)
    await later.close()
  })

  test('[W2 R5] pinned by its menu it is a face, over which floats what is new, and dots while somebody types', async () => {
    await row.click({ button: 'right' })
    await desk.getByRole('menuitem', { name: 'Pin', exact: true }).click()
    await pinned.waitFor()
    expect(await row.count()).toBe(0)
    await elsewhere.click()
    await message(desk, 'Leeks and bread').waitFor()
    await phone.getByTestId('composer').pressSequentially('Found')
    await pinned.locator('[data-floating=typing]').waitFor()
    await say(phone, 'Found the leeks')
    await pinned.locator('[data-floating=snippet]', { hasText: 'Found the leeks' }).waitFor()
    await pinned.click()
    await message(desk, 'Found the leeks').waitFor()
    await pinned.locator('[data-floating=snippet]').waitFor({ state: 'detached' })
    const { preferences } = await world.hosted.api<RoomList>('/api/rooms')
    const kept = preferences.find(({ room }) => room === world.room)
    expect(kept?.preferences.pinnedAt).toBeGreaterThan(0)
  })

  test('[W2 W7] on the phone a finger draws the row aside and hides its alerts, for her alone', async () => {
    await phone.getByRole('link', { name: /^Back to the list/ }).tap()
    const own = phone.getByTestId('room-row')
    await expect.poll(async () => (await own.boundingBox())?.x).toBe(0)
    await swipe(phone, own, -230)
    await phone.getByRole('button', { name: 'Hide alerts' }).tap()
    await own.getByLabel('Alerts hidden').waitFor()
    expect(await desk.getByLabel('Alerts hidden').count()).toBe(0)
    await own.tap()
    await phone.getByTestId('composer').waitFor()
  })

  test('[W2 R3] the drawer on the phone says who is there, and offers a guest nothing that is not hers', async () => {
    const drawer = await openDetails(phone)
    for (const name of ['Jiro Ono', 'Danny Meyer', 'Fidji Simo', 'Robin', 'Mina'])
      await drawer.getByRole('listitem').filter({ hasText: name }).first().waitFor()
    await drawer.getByRole('listitem').filter({ hasText: 'Robin' }).getByText('here now').waitFor()
    expect(await drawer.getByRole('button', { name: 'Delete room' }).count()).toBe(0)
    expect(await drawer.getByRole('button', { name: /^Remove/ }).count()).toBe(0)
    await closeDetails(phone)
  })
}

function inView({ desk }: World, text: string): Promise<boolean> {
  return message(desk, text).evaluate((row) => {
    const view = row.closest('[data-scroller]')?.getBoundingClientRect()
    const box = row.getBoundingClientRect()
    return view !== undefined && box.top >= view.top && box.bottom <= view.bottom
  })
}
