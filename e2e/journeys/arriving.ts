import { expect, test } from 'vitest'
import { agentMessages, closeDetails, message, openDetails } from './world.ts'
import type { World } from './world.ts'

export const TITLE = 'Kitchen table'
/** A second room of the owner's, to be elsewhere in. */
export const ELSEWHERE = 'Shopping list'

/** How the room comes about, and who comes into it. */
export function arriving(world: World): void {
  const { desk, phone } = world

  test('[D6] new rooms are to be instant: so it says in the settings', async () => {
    await desk.getByRole('link', { name: 'Settings' }).click()
    await desk.getByText('Instant', { exact: true }).click()
    await desk.goBack()
  })

  test('[R7 D11] three steps to a room; in it, all who were asked answer one after the other', async () => {
    await desk.getByRole('link', { name: /^New here/ }).click()
    await desk.getByLabel('Your name').fill('Robin')
    await desk.getByRole('button', { name: 'Next' }).click()
    const people = desk.getByRole('group', { name: 'People' })
    for (const name of AGENTS.keys()) await people.getByRole('button', { name, exact: true }).click()
    await desk.getByRole('button', { name: 'Next' }).click()
    await desk.getByRole('radio', { name: /^Manual/ }).check()
    await desk.getByRole('button', { name: 'Open the room' }).click()
    await desk.waitForURL(/\/r\//)
    world.room = new URL(desk.url()).pathname.split('/').at(-1) ?? ''
    await expect.poll(() => agentMessages(desk).count(), { timeout: 40_000 }).toBe(3)
    await world.quiet()
    const [created] = await world.facts('room-created')
    expect(created?.data).toMatchObject({ replyMode: 'manual', pace: 'instant' })
    const ended = await world.facts('turn-ended')
    expect(ended.map(({ data }) => data.outcome)).toEqual(['spoke', 'spoke', 'spoke'])
    const posted = await world.facts('message-posted')
    const finished = await world.facts('message-finished')
    expect([...posted, ...finished].map(({ by }) => by).toSorted()).toEqual([...AGENTS.values()].toSorted())
  })

  test('[R4 R5 W2] it is named in its details, which say who is there, and a guest comes by a link', async () => {
    const details = await openDetails(desk)
    await details.getByRole('button', { name: 'Change name' }).click()
    await details.getByLabel('Name of the room').fill(TITLE)
    await desk.keyboard.press('Enter')
    await details.getByRole('heading', { name: TITLE, exact: true }).waitFor()
    expect(await details.getByText('AI impression').count()).toBe(3)
    await details.getByRole('button', { name: 'Invite people' }).click()
    await details.getByRole('button', { name: 'Make link' }).click()
    const link = await details.getByTestId('invitation-link').inputValue()
    await closeDetails(desk)

    await phone.goto(link)
    await phone.getByRole('heading', { name: TITLE, exact: true }).waitFor()
    await phone.getByText('Robin invites you to').waitFor()
    await phone.getByLabel('Your name').fill('Mina')
    await phone.getByRole('button', { name: 'Join' }).tap()
    await phone.getByTestId('composer').waitFor()
    await expect
      .poll(() => agentMessages(phone).count(), { message: 'what was said before she came' })
      .toBe(3)
    await desk.getByText('You added Mina').waitFor()
    await desk.getByTestId('presence').filter({ hasText: 'Mina here now' }).waitFor()
    const added = (await world.facts('member-added')).at(-1)
    expect(added?.data.member).toMatchObject({ kind: 'person', name: 'Mina', role: 'member' })
  })

  test('[R2 W2 W5] n, and the To: field by keyboard alone: a second room, of which the guest knows nothing', async () => {
    await desk.keyboard.press('Escape')
    await desk.keyboard.press('n')
    const to = desk.getByRole('combobox', { name: 'To' })
    await to.fill('Socr')
    await desk.getByRole('option').first().waitFor()
    await desk.keyboard.press('Enter')
    await to.fill('Ada')
    await desk.getByRole('option').first().waitFor()
    await desk.keyboard.press('ArrowDown')
    await desk.keyboard.press('ArrowUp')
    await desk.keyboard.press('Enter')
    await desk.getByRole('button', { name: /Socrates/ }).waitFor()
    await desk.keyboard.press('Backspace')
    await desk.keyboard.press('Enter')
    await desk.getByRole('radio', { name: 'Manual' }).check()
    await desk.getByTestId('composer').fill('Leeks and bread')
    await desk.keyboard.press('Enter')
    await desk.waitForURL((url) => url.pathname.startsWith('/r/') && !url.pathname.endsWith(world.room))
    await message(desk, 'Leeks and bread').waitFor()
    const other = new URL(desk.url()).pathname.split('/').at(-1) ?? ''
    await world.hosted.command(other, { type: 'change-room', changes: { title: ELSEWHERE } })
    const log = await world.hosted.readLog(other)
    const members = log.flatMap((event) => (event.type === 'member-added' ? [event.data.member.name] : []))
    expect(members.toSorted()).toEqual(['Robin', 'Socrates'])
    expect(await phone.getByTestId('room-row').count(), 'all rooms that she has').toBe(1)
    const refused = await phone.request.get(`${world.hosted.server.url}/api/rooms/${other}/events`)
    expect(refused.status()).toBe(404)
    await desk.getByTestId('room-row').filter({ hasText: TITLE }).click()
    await desk.waitForURL(`**/r/${world.room}`)
  })
}

/** By the names on their buttons. */
const AGENTS = new Map([
  ['Jiro', 'a_jiro-ono'],
  ['Danny', 'a_danny-meyer'],
  ['Fidji', 'a_fidji-simo'],
])
