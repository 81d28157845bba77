import { expect, test } from 'vitest'
import { heard } from './alerts.ts'
import { ELSEWHERE, TITLE } from './arriving.ts'
import { closeDetails, message, openDetails } from './world.ts'
import type { World } from './world.ts'

/** How both find their way about the app, and make it look and sound as they like. */
export function findingAbout(world: World): void {
  const { desk, phone } = world
  const { url } = world.hosted.server

  test('[W1 S1] settings hold at once: a theme for this browser, a name for every room', async () => {
    await phone.getByRole('link', { name: /^Back to the list/ }).tap()
    await phone.getByRole('link', { name: 'Settings' }).tap()
    await phone.getByRole('radio', { name: 'Dark' }).check()
    await expect.poll(() => pageColour(phone)).toMatch(/^rgb\((0|28), (0|28), (0|30)\)$/)
    expect(await pageColour(desk)).toBe('rgb(255, 255, 255)')
    await phone.getByLabel('Your name').fill('Mina Okafor')
    await phone.keyboard.press('Enter')
    await desk.getByRole('heading', { name: /^To: .*Mina Okafor/ }).waitFor()
    const changed = (await world.facts('member-changed')).at(-1)
    expect(changed?.data.member.name).toBe('Mina Okafor')
    expect(await phone.getByRole('region', { name: 'API tokens' }).count(), 'a guest makes no tokens').toBe(0)
    await phone.goto(`${url}/r/${world.room}`)
    await phone.getByTestId('composer').waitFor()
    expect(await phone.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
  })

  test('[W1 W5] t goes through the themes and s switches the sounds', async () => {
    await desk.getByTestId('composer').press('Escape')
    const themes: (string | undefined)[] = []
    for (let press = 0; press < 3; press += 1) {
      await desk.keyboard.press('t')
      themes.push(await desk.evaluate(() => document.documentElement.dataset['theme']))
    }
    expect(themes).toEqual(['light', 'dark', undefined])
    await desk.keyboard.press('s')
    const before = await heard(desk)
    await world.asGuest({ type: 'post-message', text: 'Nobody hears this' })
    await message(desk, 'Nobody hears this').waitFor()
    expect(await heard(desk)).toEqual(before)
    await desk.keyboard.press('s')
    await world.asGuest({ type: 'post-message', text: 'But this' })
    await expect.poll(async () => (await heard(desk)).received).toBe(before.received + 1)
  })

  test('[W5] ? shows the keys, ⌘K goes to a room by a few letters and back', async () => {
    await desk.keyboard.press('?')
    await desk
      .getByRole('dialog', { name: 'Keyboard shortcuts' })
      .getByText('Pin or unpin the room')
      .waitFor()
    await desk.keyboard.press('Escape')
    await desk.getByRole('dialog').waitFor({ state: 'detached' })
    for (const [letters, title] of [
      ['shopp', ELSEWHERE],
      ['kitch', TITLE],
    ] as const) {
      await desk.keyboard.press('ControlOrMeta+k')
      await desk.getByRole('combobox', { name: 'Rooms, agents and commands' }).fill(letters)
      await desk.getByRole('option', { name: title }).waitFor()
      await desk.keyboard.press('Enter')
      await desk.getByRole('dialog').waitFor({ state: 'detached' })
      await desk.getByRole('heading', { name: `To: ${title}` }).waitFor()
    }
  })

  test('[R8] a word is found from the phone, and leads to its message; the other’s rooms are not searched', async () => {
    await phone.getByRole('link', { name: /^Back to the list/ }).tap()
    await phone.getByLabel('Search rooms').fill('hungry')
    await phone.getByTestId('found-message').filter({ hasText: 'Is anybody hungry?' }).tap()
    await phone.waitForURL(/\/messages\//)
    await phone.locator('[data-flash]', { hasText: 'Is anybody hungry?' }).waitFor()
    await phone.goto(url)
    await phone.getByLabel('Search rooms').fill('leeks and bread')
    await phone.getByText(/^Nothing/).waitFor()
    await desk.getByLabel('Search rooms').fill('leeks and bread')
    await desk.getByTestId('found-message').filter({ hasText: 'Leeks and bread' }).waitFor()
    await desk.getByLabel('Search rooms').fill('')
    await phone.goto(`${url}/r/${world.room}`)
    await phone.getByTestId('composer').waitFor()
  })

  test('[S2 W6] what is not there, or not hers, is said in the same words', async () => {
    const other = (
      await world.hosted.api<{ rooms: { head: { id: string; settings: { title: string } } }[] }>('/api/rooms')
    ).rooms.find(({ head }) => head.settings.title === ELSEWHERE)
    for (const room of ['nowhere', other?.head.id]) {
      await phone.goto(`${url}/r/${room}`)
      await phone.getByTestId('missing-room').getByText('Nobody is talking here').waitFor()
    }
    await phone.goto(`${url}/r/${world.room}`)
    await phone.getByTestId('composer').waitFor()
  })

  test('[W6] it can be installed: a manifest without fault, with a name, icons and a window of its own', async () => {
    const session = await desk.context().newCDPSession(desk)
    const { data, errors } = await session.send('Page.getAppManifest')
    expect(errors).toEqual([])
    const manifest = JSON.parse(data ?? '') as Record<string, unknown> & { icons: { src: string }[] }
    expect(manifest).toMatchObject({ name: 'Parley', start_url: '/', display: 'standalone' })
    for (const { src } of manifest.icons) expect((await desk.request.get(url + src)).status()).toBe(200)
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
    const faults = installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')
    expect(faults).toEqual([])
  })

  test('[W6] in a tunnel the phone still shows the room, and sends what was written when it is out again', async () => {
    const seen = 'But this'
    await phone.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await phone.waitForFunction(
      async (words) => (await (await caches.match('/api/rooms'))?.text())?.includes(words),
      seen,
    )
    await phone.context().setOffline(true)
    await phone.reload()
    await phone.locator('[data-testid=message]', { hasText: seen }).waitFor()
    await phone.getByTestId('connection-line').waitFor()
    await phone.getByTestId('composer').fill('From the tunnel')
    await phone.getByRole('button', { name: 'Send', exact: true }).tap()
    await phone
      .locator('[data-testid=message][data-status=sending]', { hasText: 'From the tunnel' })
      .waitFor()
    expect(await message(desk, 'From the tunnel').count()).toBe(0)
    await phone.context().setOffline(false)
    await message(desk, 'From the tunnel').waitFor()
    await phone.getByTestId('connection-line').waitFor({ state: 'detached' })
    const said = (await world.facts('message-posted')).filter(({ data }) => data.text === 'From the tunnel')
    expect(said).toHaveLength(1)
  })
}

/** The guest is taken out of the room; nothing of it is hers any more. */
export function leaving(world: World): void {
  const { desk, phone } = world

  test('[S2] who is removed sees nothing more: not live, not after a reload, not by asking the server', async () => {
    const details = await openDetails(desk)
    await details.getByRole('button', { name: 'Remove Mina Okafor' }).click()
    await details
      .getByRole('group', { name: /^Remove Mina/ })
      .getByRole('button', { name: 'Remove' })
      .click()
    await closeDetails(desk)
    await phone.getByTestId('composer').waitFor({ state: 'detached' })
    await desk.getByTestId('composer').fill('Now that she is gone')
    await desk.keyboard.press('Enter')
    await message(desk, 'Now that she is gone').waitFor()
    await desk.getByText('You removed Mina Okafor').waitFor()
    await phone.reload()
    await phone.getByTestId('missing-room').waitFor()
    expect(await phone.getByText('Now that she is gone').count()).toBe(0)
    const { url } = world.hosted.server
    for (const path of ['events', 'export?format=json'])
      expect((await phone.request.get(`${url}/api/rooms/${world.room}/${path}`)).status()).toBe(404)
    await expect(world.asGuest({ type: 'post-message', text: 'Hello?' })).rejects.toThrow(/refused/)
    await phone.goto(url)
    await phone.getByLabel('Search rooms').waitFor()
    expect(await phone.getByTestId('room-row').count()).toBe(0)
  })
}

function pageColour(page: World['desk']): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor)
}
