import type { Page } from 'playwright-core'

type Shoot = (name: string) => Promise<void>

/** The contacts, an agent's editor with its test, the model picker, and what a new room can be imported from. */
export async function shootAgents(page: Page, shoot: Shoot): Promise<void> {
  await page.getByRole('link', { name: 'Contacts', exact: true }).click()
  const contacts = page.getByRole('region', { name: 'Contacts' })
  await contacts.getByRole('link', { name: /^Ada Lovelace/ }).waitFor()
  await shoot('contacts')
  await contacts.getByRole('link', { name: /^Ada Lovelace/ }).click()
  await page.getByLabel('Personality').waitFor()
  await shoot('agent')
  const line = page.getByLabel('Say something to it')
  await line.fill('What would you compute first?')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.getByTestId('try-agent').waitFor()
  await page.getByText('A rehearsal: no AI model was asked.').scrollIntoViewIfNeeded()
  await shoot('agent-test')
  await page.getByRole('button', { name: /^Model/ }).click()
  await page.getByRole('radiogroup', { name: 'Models' }).waitFor()
  await shoot('models')
  await page.getByRole('button', { name: 'Done' }).click()
}
