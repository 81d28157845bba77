import type { RoomEvent } from '@parley/protocol'
import { expect, test } from 'vitest'
import { say } from '../browser.ts'
import { staleMessages } from '../stale-messages.ts'
import { agentMessages, choose, closeDetails, message, openDetails } from './world.ts'
import type { World } from './world.ts'

/** Who of the agents speaks, why, and how people stop them: in all three modes. */
export function conducting(world: World): void {
  const { desk, phone } = world
  const said = async () => (await world.facts('turn-ended')).filter(({ data }) => data.outcome === 'spoke')

  test('[D11 W3] a mention picked from the list asks that agent, and both see the answer', async () => {
    const before = (await said()).length
    await phone.getByTestId('composer').pressSequentially('Good morning @ji')
    await phone.getByTestId('completion').getByText('Jiro Ono').tap()
    await expect.poll(() => phone.getByTestId('composer').inputValue()).toBe('Good morning @Jiro Ono ')
    await phone.getByRole('button', { name: 'Send', exact: true }).tap()
    await expect.poll(async () => (await said()).length).toBe(before + 1)
    for (const page of world.both)
      await expect.poll(() => agentMessages(page).last().getAttribute('data-author')).toBe('a_jiro-ono')
    const queued = (await world.facts('turn-queued')).at(-1)
    expect(queued?.data.plan.candidates).toEqual(['a_jiro-ono'])
    await world.quiet()
  })

  test('[D11] asked by name from the phone, one answers; everyone, and all do in order', async () => {
    const before = (await said()).length
    await phone.getByRole('button', { name: 'Ask Fidji Simo' }).tap()
    await expect.poll(async () => (await said()).length).toBe(before + 1)
    await world.quiet()
    await phone.getByRole('button', { name: /^Ask everyone/ }).tap()
    await expect.poll(async () => (await said()).length, { timeout: 30_000 }).toBe(before + 4)
    await world.quiet()
    const order = await ids(world)
    const authors = await agentMessages(desk).evaluateAll((rows) =>
      rows.slice(-4).map((row) => row.getAttribute('data-author')),
    )
    expect(authors).toEqual(['a_fidji-simo', 'a_jiro-ono', 'a_danny-meyer', 'a_fidji-simo'])
    await expect.poll(() => ids(world, 'phone')).toEqual(order)
  })

  test('[D14] regenerated: the answer goes at both, and another of the same agent comes', async () => {
    const old = await agentMessages(desk).last().getAttribute('data-id')
    const count = await agentMessages(desk).count()
    await choose(desk, agentMessages(desk).last(), 'Regenerate')
    for (const page of world.both) {
      await page.locator(`[data-id="${old}"]`).waitFor({ state: 'detached' })
      await expect.poll(() => agentMessages(page).count(), { timeout: 20_000 }).toBe(count)
      expect(await agentMessages(page).last().getAttribute('data-author')).toBe('a_fidji-simo')
    }
    await world.quiet()
  })

  test('[D14] asked slowly, and stopped from the phone: both read that she did, and nothing was said', async () => {
    const details = await openDetails(desk)
    await details.getByText('Human', { exact: true }).click()
    await expect.poll(async () => (await world.facts('room-changed')).at(-1)?.data.pace).toBe('human')
    await closeDetails(desk)
    const before = (await said()).length
    await desk.getByRole('button', { name: /^Ask everyone/ }).click()
    await phone.locator('[data-testid=ask][data-work=working]').waitFor()
    expect(await phone.locator('[data-testid=ask][data-work=asked]').count()).toBe(2)
    await phone.getByRole('button', { name: 'Stop', exact: true }).tap()
    await phone.getByText('You pressed stop').waitFor()
    await desk.getByText('Mina pressed stop').waitFor()
    await world.quiet()
    expect((await said()).length).toBe(before)
    expect((await world.facts('turn-ended')).at(-1)?.data.outcome).toBe('stopped')
    await expect.poll(() => phone.locator('[data-testid=ask][data-work=free]').count()).toBe(3)
  })

  test('[D4] autopilot: while one types the guest speaks; what was being typed never appears', async () => {
    await world.hosted.command(world.room, { type: 'change-room', changes: { replyMode: 'autopilot' } })
    await desk.getByRole('group', { name: 'Ask an agent' }).waitFor({ state: 'detached' })
    await say(desk, 'What shall we do with the soup?')
    for (const page of world.both) await page.getByTestId('typing-bubble').waitFor()
    await say(phone, 'Wait, there is no soup!')
    await desk.getByTestId('typing-bubble').waitFor({ state: 'detached' })
    await world.hosted.command(world.room, { type: 'change-room', changes: { pace: 'instant' } })
    await say(phone, 'Jiro, what do you do without soup?')
    const since = async () => {
      const log = await world.hosted.readLog(world.room)
      return log.slice(log.findIndex(({ data }) => 'text' in data && /without soup/.test(data.text)))
    }
    await expect
      .poll(async () => (await since()).map(({ type }) => type), { timeout: 30_000 })
      .toContain('room-silenced')
    for (const page of world.both) await page.getByTestId('silenced-line').last().waitFor()
    const log = await world.hosted.readLog(world.room)
    const outcomes = log.flatMap((event) => (event.type === 'turn-ended' ? [event.data.outcome] : []))
    expect(outcomes).toContain('interrupted')
    expect(staleMessages(log)).toEqual([])
    const answer = (await since()).slice(1).find(({ type }) => /^message-(posted|started)$/.test(type))
    expect(answer?.by, 'who was asked speaks first').toBe('a_jiro-ono')
  })

  test('[D10 D12] ambient: chatter is left alone, and both can read why', async () => {
    await world.hosted.command(world.room, { type: 'change-room', changes: { replyMode: 'ambient' } })
    const before = (await said()).length
    const decided = (await silences(world)).length
    await say(desk, 'I am off to water the plants')
    await expect
      .poll(async () => (await silences(world)).length, { timeout: 20_000 })
      .toBeGreaterThan(decided)
    expect((await said()).length).toBe(before)
    for (const page of world.both) {
      const chatter = message(page, 'water the plants')
      await chatter.focus()
      await page.keyboard.press('r')
      await page.getByRole('menuitem', { name: 'Why?' }).click()
      const why = page.getByTestId('why')
      await why.getByText(/^Why (nobody answered|there was just a reaction)$/).waitFor()
      expect(await why.getByRole('listitem').count()).toBeGreaterThan(0)
      await page.keyboard.press('Escape')
      await why.waitFor({ state: 'detached' })
    }
  })

  test('[D10 D12] ambient: who is named answers, and says so', async () => {
    const before = (await said()).length
    await say(phone, 'Danny, who should have the first bowl?')
    await expect.poll(async () => (await said()).length, { timeout: 20_000 }).toBeGreaterThan(before)
    await world.quiet()
    const answer = desk.locator('[data-testid=message][data-author="a_danny-meyer"]').last()
    await choose(desk, answer, 'Why?')
    await desk.getByTestId('why').getByText('Why Danny spoke').waitFor()
    await desk.keyboard.press('Escape')
    await desk.getByTestId('why').waitFor({ state: 'detached' })
    await world.hosted.command(world.room, { type: 'change-room', changes: { replyMode: 'manual' } })
    await desk.getByRole('group', { name: 'Ask an agent' }).waitFor()
  })
}

/** That nobody speaks, by a rule or by a model. */
async function silences(world: World): Promise<RoomEvent[]> {
  const log = await world.hosted.readLog(world.room)
  return log.filter(
    (event) =>
      event.type === 'silence-kept' ||
      (event.type === 'turn-ended' && /stayed-silent|reacted/.test(event.data.outcome)),
  )
}

/** The messages that a page shows, in its order. */
function ids({ desk, phone }: World, of: 'desk' | 'phone' = 'desk'): Promise<(string | null)[]> {
  return (of === 'desk' ? desk : phone)
    .locator('[data-testid=message][data-seq]')
    .evaluateAll((rows) => rows.slice(-12).map((row) => row.getAttribute('data-id')))
}
