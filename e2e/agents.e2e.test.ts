import { expect, test } from 'vitest'
import { hostApp } from './hosted-app.ts'
import { gradientPicture, withTexts } from '../packages/server/src/cards/png.ts'

const { page, errors } = await hostApp({ PARLEY_SEED: 'hello' })

const contact = (name: string) =>
  page.getByRole('region', { name: 'Contacts' }).getByRole('link', { name: new RegExp(`^${name}`) })

test('[A1] an agent is made, tested before it is saved, and listed', async () => {
  await page.getByRole('link', { name: 'Contacts', exact: true }).click()
  await page.getByRole('link', { name: 'New agent' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Nadia the baker')
  await page.getByLabel('Title', { exact: true }).fill('Night baker')
  await page.getByLabel('Personality').fill('Warm, tired, exact.')
  await page.getByLabel('First message').fill('The ovens are on, {{user}}.')
  await page.getByRole('radio', { name: 'Colours 3' }).check()
  await page.getByLabel('Talkativeness').fill('0.9')
  await page.getByText('Very talkative').waitFor()
  await page.getByLabel('Say something to it').fill('What is in the oven?')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  const answer = page.getByTestId('try-agent')
  await answer.waitFor()
  expect((await answer.textContent())?.length).toBeGreaterThan(3)
  await page.getByText('A rehearsal: no AI model was asked.').waitFor()
  await page.getByRole('button', { name: 'Create' }).click()
  await page.waitForURL(/\/agents\/a_/)
  await page.getByRole('link', { name: 'Back to the contacts' }).click()
  await contact('Nadia the baker').waitFor()
})

test('[M1] a model is chosen from the lists of the providers', async () => {
  await contact('Nadia the baker').click()
  await page.getByRole('button', { name: /^Model/ }).click()
  await page.getByRole('searchbox', { name: 'Search models' }).fill('rehears')
  await page.getByText('improvises on this machine').waitFor()
  const model = page.getByRole('radiogroup', { name: 'Models' }).locator('label').first()
  await model.click()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: /^Model rehearsal:/ }).waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved. Every room has it.').waitFor()
})

test('[A1 A3] it opens a room with its first message, and the room shows when it is edited', async () => {
  await page.getByRole('link', { name: 'New room' }).click()
  await page.getByRole('combobox').fill('Nadia')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('switch', { name: /begins/ }).check()
  await page.getByTestId('composer').fill('Good evening')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/r\//)
  const room = page.url()
  await page
    .getByTestId('message')
    .filter({ hasText: /The ovens are on, \w+\./ })
    .waitFor()
  await page.getByRole('link', { name: 'Contacts', exact: true }).click()
  await contact('Nadia the baker').click()
  await page.getByLabel('Name', { exact: true }).fill('Nadia Bloom')
  const picture = Buffer.from(withTexts(gradientPicture('#3fc5c9', '#5b3fd1', 64), new Map()))
  await page.getByLabel('Picture').setInputFiles({ name: 'face.png', mimeType: 'image/png', buffer: picture })
  await page.getByRole('button', { name: 'Remove picture' }).waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved. Every room has it.').waitFor()
  await page.goto(room)
  await page.getByRole('heading', { name: 'To: Nadia Bloom' }).waitFor()
  expect(await page.locator('[style*="/api/pictures/"]').count()).toBeGreaterThan(0)
})

test('[A3] a card becomes an agent; a bad one is refused in words', async () => {
  await page.getByRole('link', { name: 'Contacts', exact: true }).click()
  const card = {
    spec: 'chara_card_v2',
    spec_version: '2.0',
    data: { name: 'Io <b>moon</b>', description: 'Hot.' },
  }
  const png = withTexts(
    gradientPicture('#ff8a5c', '#d6336c', 64),
    new Map([['chara', Buffer.from(JSON.stringify(card)).toString('base64')]]),
  )
  const choose = (name: string, mimeType: string, buffer: Buffer) =>
    page.getByLabel('Character card').setInputFiles({ name, mimeType, buffer })
  await choose('io.png', 'image/png', png)
  await page.getByText('Io <b>moon</b> is among your contacts.').waitFor()
  await choose('half.png', 'image/png', png.subarray(0, 90))
  await page.getByRole('alert').filter({ hasText: 'half.png: The picture is cut off' }).waitFor()
  await contact('Io <b>moon').click()
  expect(await page.getByLabel('Personality').inputValue()).toBe('Hot.')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'json', exact: true }).click()
  const chunks: Buffer[] = []
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).toString()).toBe(JSON.stringify(card))
})

test('[A1] duplicated, deleted, and back by undo; a starter agent becomes what it was', async () => {
  await page.getByRole('button', { name: 'Duplicate' }).click()
  await page.getByRole('heading', { name: 'Io <b>moon</b> 2' }).waitFor()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByText('Io <b>moon</b> 2 was deleted.').waitFor()
  expect(await contact('Io <b>moon</b> 2').count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await contact('Io <b>moon</b> 2').waitFor()
  await contact('Socrates').click()
  const title = page.getByLabel('Title', { exact: true })
  const original = await title.inputValue()
  await title.fill('Something else')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved. Every room has it.').waitFor()
  await page.getByRole('button', { name: 'Reset to the original' }).click()
  await page.getByText('As it was at first.').waitFor()
  expect(await title.inputValue()).toBe(original)
  expect(errors.filter((error) => !error.includes('status of 400'))).toEqual([])
})
