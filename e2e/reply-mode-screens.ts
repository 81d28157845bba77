import type { Page } from 'playwright-core'
import { say } from './browser.ts'

type Shoot = (page: Page, name: string) => Promise<void>

/**
 * A room of its own, from its making in manual mode: the bar to ask, a message's menu, its editor, the reasons, a
 * deletion that can be undone, the settings, and what an ambient room makes of it all. Begins at the list.
 */
export async function shootReplyModes(page: Page, shoot: Shoot, name: (screen: string) => string) {
  await makeManualRoom(page)
  await shoot(page, name('new-room-mode'))
  await page.getByTestId('composer').fill('What makes a good question?')
  await page.keyboard.press('Enter')
  await page.getByRole('group', { name: 'Ask an agent' }).waitFor()
  await page.getByRole('button', { name: /^Ask everyone/ }).click()
  await page.locator('[data-testid=ask][data-work=working]').waitFor()
  await shoot(page, name('asked'))
  const answers = page.locator('[data-testid=message][data-author-kind=agent]')
  await answers.first().waitFor({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.getByText('You pressed stop').waitFor()
  const question = page.locator('[data-testid=message][data-own][data-seq]').first()
  await openMenu(page, question)
  await shoot(page, name('message-menu'))
  await page.getByRole('menuitem', { name: 'Edit and ask again' }).click()
  await page.getByTestId('message-editor').waitFor()
  await shoot(page, name('editing'))
  await page.keyboard.press('Escape')
  await openMenu(page, answers.first())
  await page.getByRole('menuitem', { name: 'Why?' }).click()
  await page.getByTestId('why').getByRole('listitem').first().waitFor()
  await shoot(page, name('why'))
  await page.keyboard.press('Escape')
  await page.getByTestId('why').waitFor({ state: 'detached' })
  await say(page, 'Never mind')
  await openMenu(page, page.locator('[data-testid=message][data-own][data-seq]').last())
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByTestId('notice').waitFor()
  await shoot(page, name('deleted'))
  await becomeAmbient(page, () => shoot(page, name('settings')))
  await openMenu(page, answers.last())
  await shoot(page, name('agent-menu'))
  await page.getByRole('menuitem', { name: 'Why?' }).click()
  await page.getByTestId('why').getByRole('listitem').first().waitFor()
  await shoot(page, name('why-ambient'))
}

async function makeManualRoom(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'New room' }).click()
  for (const agent of ['Ada', 'Socr', 'Steve']) {
    await page.getByRole('combobox').fill(agent)
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
  }
  await page.getByText('Manual', { exact: true }).click()
}

async function becomeAmbient(page: Page, onSettings: () => Promise<void>): Promise<void> {
  await page
    .getByRole('button', { name: /room details/i })
    .first()
    .click()
  const details = page.getByRole('dialog')
  await details.getByText('Ambient', { exact: true }).click()
  await details.getByText('Fast', { exact: true }).click()
  await details.getByLabel('Tokens').fill('200000')
  await onSettings()
  await details.getByRole('button', { name: 'Save' }).click()
  await details.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' })
  await details.getByRole('button', { name: 'Done' }).click()
  await details.waitFor({ state: 'detached' })
  const answers = page.locator('[data-testid=message][data-author-kind=agent]')
  const before = await answers.count()
  await say(page, 'Who has a good one?')
  await answers.nth(before).waitFor({ timeout: 60_000 })
  await page
    .getByRole('button', { name: 'Stop', exact: true })
    .waitFor({ state: 'detached', timeout: 60_000 })
}

async function openMenu(page: Page, message: ReturnType<Page['locator']>): Promise<void> {
  await message.focus()
  await page.keyboard.press('r')
  await page.getByRole('menuitem').first().waitFor()
}
