import type { RoomEvent } from '@parley/protocol'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { say } from './browser.ts'
import { hostApp } from './hosted-app.ts'

const { page, errors, readLog } = await hostApp({ PARLEY_SEED: 'hello' })

test('[R1 R2] a new room in manual mode: nobody answers by themselves', async () => {
  await page.getByRole('link', { name: 'New room' }).click()
  for (const name of ['Ada', 'Socr']) {
    await page.getByRole('combobox').fill(name)
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
  }
  await page.getByRole('radio', { name: 'Manual' }).check()
  await page.getByTestId('composer').fill('What makes a good question?')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/r\//)
  await page.getByRole('group', { name: 'Ask an agent' }).waitFor()
  expect(await page.getByRole('button', { name: 'Stop', exact: true }).count()).toBe(0)
})

test('[D11 W3] asking one: it is seen at work, answers, and is free again', async () => {
  await ask('Socrates').click()
  await page.locator('[data-testid=ask][data-work=working]').waitFor()
  expect(await ask('Socrates').getAttribute('data-work')).toBe('working')
  expect(await ask('Ada Lovelace').getAttribute('data-work')).toBe('free')
  await agentMessages().last().waitFor({ timeout: 30_000 })
  expect(await agentMessages().last().getAttribute('data-author')).toBe(
    await ask('Socrates').getAttribute('data-agent'),
  )
  await page.locator('[data-testid=ask][data-work=working]').waitFor({ state: 'detached', timeout: 30_000 })
  expect(await agentMessages().count()).toBe(1)
})

test('[D11 D14] asking everyone: one at work, one in the row; stop ends both, and says so', async () => {
  await page.getByRole('button', { name: /^Ask everyone/ }).click()
  await page.locator('[data-testid=ask][data-work=working]').waitFor()
  expect(await page.locator('[data-testid=ask][data-work=asked]').textContent()).toContain('1')
  const before = await agentMessages().count()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.getByText('You pressed stop').waitFor()
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'detached' })
  expect(await page.locator('[data-testid=ask][data-work=free]').count()).toBe(2)
  expect(await agentMessages().count()).toBe(before)
})

test('[D11] an @mention asks as well, and the keyboard stops it', async () => {
  await say(page, 'Then let me ask @Ada instead')
  await page.locator('[data-testid=ask][data-work=working]').waitFor()
  await page.getByTestId('composer').focus()
  await page.keyboard.press('Control+.')
  await page.getByText('You pressed stop').nth(1).waitFor()
})

test('[R1 D6 D9 D13] the details change how the room behaves', async () => {
  await page.getByRole('button', { name: 'Room details' }).click()
  const details = page.getByRole('dialog')
  await details.getByRole('radio', { name: /^Ambient/ }).click()
  await details.getByRole('radio', { name: 'Instant' }).click()
  await details.getByRole('button', { name: 'Fewer' }).click()
  await details.getByLabel('Tokens').fill('200,000')
  await details.getByRole('button', { name: 'Save' }).click()
  await details.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' })
  await details.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('group', { name: 'Ask an agent' }).waitFor({ state: 'detached' })
  const changes = Object.assign({}, ...(await factsOf('room-changed')).map((event) => event.data))
  expect(changes).toMatchObject({
    replyMode: 'ambient',
    pace: 'instant',
    maxConsecutiveAgentMessages: 4,
    budget: { tokens: 200_000 },
  })
})

test('[D10 D12] ambient: a question is answered, and the room tells why', async () => {
  const before = await agentMessages().count()
  await say(page, 'Socrates, who should teach the young?')
  await expect.poll(() => agentMessages().count(), { timeout: 30_000 }).toBe(before + 1)
  await quiet()
  await choose(agentMessages().last(), 'Why?')
  await page.getByText('Why Socrates spoke').waitFor()
  await page.getByText('You named Socrates.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByTestId('why').waitFor({ state: 'detached' })
})

test('[D10 D12] ambient: chatter is left alone, and the room tells why', async () => {
  const before = await agentMessages().count()
  const decided = (await decisions()).length
  await say(page, 'I am off to water the plants')
  await expect.poll(async () => (await decisions()).length, { timeout: 30_000 }).toBeGreaterThan(decided)
  expect(await agentMessages().count()).toBe(before)
  await choose(ownMessages().last(), 'Why?')
  // Nobody speaks; whether somebody reacts is up to the dice.
  await page.getByText(/^Why (nobody answered|there was just a reaction)$/).waitFor()
  expect(await page.getByTestId('why').getByRole('listitem').count()).toBeGreaterThan(0)
  await page.keyboard.press('Escape')
  await page.getByTestId('why').waitFor({ state: 'detached' })
})

test('[W3 D14] arrow up in an empty field edits the last message; Esc leaves it as it was', async () => {
  await page.getByTestId('composer').focus()
  await page.keyboard.press('ArrowUp')
  const editor = page.getByTestId('message-editor')
  expect(await editor.inputValue()).toBe('I am off to water the plants')
  await page.keyboard.press('Escape')
  await page.getByTestId('composer').focus()
  await page.keyboard.press('ArrowUp')
  await editor.fill('I am off to water the roses')
  await page.keyboard.press('Enter')
  await page.getByTestId('message').filter({ hasText: 'water the roses' }).getByText('Edited').waitFor()
  await quiet()
})

test('[D14] edit and ask again: what agents said after it goes, and they answer anew', async () => {
  const question = page.getByTestId('message').filter({ hasText: 'who should teach the young?' })
  const answer = await agentMessages().last().getAttribute('data-id')
  await choose(question, 'Edit and ask again')
  await page.getByTestId('message-editor').fill('Ada, who should teach machines?')
  await page.keyboard.press('Enter')
  await page.locator(`[data-id="${answer}"]`).waitFor({ state: 'detached' })
  await expect
    .poll(() => agentMessages().last().getAttribute('data-author'), { timeout: 30_000 })
    .toBe('a_ada-lovelace')
  await quiet()
})

test('[D14] regenerate: the answer is replaced by another of the same agent', async () => {
  const old = await agentMessages().last().getAttribute('data-id')
  const count = await agentMessages().count()
  await choose(agentMessages().last(), 'Regenerate')
  await page.locator(`[data-id="${old}"]`).waitFor({ state: 'detached' })
  await expect.poll(() => agentMessages().count(), { timeout: 30_000 }).toBe(count)
  expect(await agentMessages().last().getAttribute('data-author')).toBe('a_ada-lovelace')
  await quiet()
})

test('[D14] a deleted message is gone for everybody, and undo brings it back to its place', async () => {
  const last = page.getByTestId('message').filter({ hasText: 'water the roses' })
  const order = await ids()
  await choose(last, 'Delete')
  await last.waitFor({ state: 'detached' })
  await expect.poll(async () => (await factsOf('message-deleted')).length).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await last.waitFor()
  expect(await ids()).toEqual(order)
  await page.getByTestId('notice').waitFor({ state: 'detached' })
  await page.reload()
  await last.waitFor()
  expect(await ids()).toEqual(order)
})

test('nothing went wrong in the page meanwhile', () => {
  expect(errors).toEqual([])
})

function ask(name: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^Ask ${name}`, 'u') })
}

function agentMessages(): Locator {
  return page.locator('[data-testid=message][data-author-kind=agent]')
}

function ownMessages(): Locator {
  return page.locator('[data-testid=message][data-own][data-seq]')
}

function ids(): Promise<(string | null)[]> {
  return page
    .locator('[data-testid=message][data-seq]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id')))
}

/** By the keyboard: every journey must be possible with it. [W7] */
async function choose(message: Locator, action: string): Promise<void> {
  await message.focus()
  await page.keyboard.press('r')
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}

/** Nobody is at work any more. */
async function quiet(): Promise<void> {
  await page
    .getByRole('button', { name: 'Stop', exact: true })
    .waitFor({ state: 'detached', timeout: 30_000 })
}

/** That nobody speaks, by a rule or by a model. */
async function decisions(): Promise<RoomEvent[]> {
  const ended = await factsOf('turn-ended')
  return [
    ...(await factsOf('silence-kept')),
    ...ended.filter(({ data: { outcome } }) => outcome === 'stayed-silent' || outcome === 'reacted'),
  ]
}

async function factsOf<Type extends RoomEvent['type']>(type: Type): Promise<(RoomEvent & { type: Type })[]> {
  const room = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const events = await readLog(room)
  return events.filter((event): event is RoomEvent & { type: Type } => event.type === type)
}
