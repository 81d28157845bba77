import { afterAll, expect, test } from 'vitest'
import { launchBrowser, openApp, say } from './browser.ts'
import { host } from './hosted-app.ts'

const { signInLink } = await host()
/** To a browser any name but its own machine's is somebody else's: without a certificate it gives the page less. */
const browser = await launchBrowser(['--host-resolver-rules=MAP kitchen.lan 127.0.0.1'])
afterAll(() => browser.close())

const elsewhere = (link: string) => {
  const url = new URL(link)
  url.hostname = 'kitchen.lan'
  return url.href
}

test('[R4 W3 W8] in a home network, without a certificate, one signs in, writes, sends files and copies links', async () => {
  const { page, errors } = await openApp(browser, elsewhere(await signInLink()))
  expect(await page.evaluate(() => isSecureContext)).toBe(false)
  await page.getByTestId('room-row').first().click()
  await page.getByTestId('composer').waitFor()
  await say(page, 'Hello from the sofa')
  await page
    .getByTestId('file-input')
    .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Nine roses.') })
  await page.locator('[data-testid=upload][data-state=there]').waitFor()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByTestId('file-chip').waitFor()

  await page
    .getByRole('button', { name: /room details/i })
    .first()
    .click()
  await page.getByRole('button', { name: 'Invite people' }).click()
  await page.getByRole('button', { name: 'Make link' }).click()
  const link = await page.getByTestId('invitation-link').inputValue()
  expect(new URL(link).hostname).toBe('kitchen.lan')
  await page.getByRole('button', { name: 'Copy link' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  await page.getByRole('region', { name: 'Invite people' }).getByRole('button', { name: 'Done' }).click()
  await page.keyboard.press('Escape')
  const field = page.getByTestId('composer')
  await field.focus()
  await page.keyboard.press('ControlOrMeta+v')
  expect(await field.inputValue()).toBe(link)

  const guest = await (await browser.newContext()).newPage()
  guest.on('pageerror', (error) => errors.push(String(error)))
  await guest.goto(link)
  await guest.getByRole('textbox', { name: 'Your name' }).fill('Ann')
  await guest.keyboard.press('Enter')
  await guest.getByTestId('message').filter({ hasText: 'Hello from the sofa' }).waitFor()
  await say(guest, 'I am in')
  await page.getByTestId('message').filter({ hasText: 'I am in' }).waitFor()
  // A header that only means something with a certificate; the browser says that it leaves it out.
  const header = 'The Cross-Origin-Opener-Policy header has been ignored'
  expect(errors.filter((error) => !error.startsWith(header))).toEqual([])
})
