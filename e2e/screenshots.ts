import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Cookie, Page } from 'playwright-core'
import { DESKTOP, launchBrowser, openApp, PHONE, say } from './browser.ts'
import { shootAgents } from './agent-screens.ts'
import { shootReplyModes } from './reply-mode-screens.ts'
import { startServer, temporaryData } from './server-process.ts'

/** `npm run screenshots`: every screen, phone and desktop, light and dark, in docs/screenshots. */
const FOLDER = fileURLToPath(new URL('../docs/screenshots', import.meta.url))
/** A room for each look, so that none shows what was said for another. */
const ROOMS = {
  'desktop-light': 'Coffee machine committee',
  'desktop-dark': 'Does the vacuum think?',
  'phone-light': 'Sunday lunch, 20 strangers',
  'phone-dark': 'Jiro Ono, Cedric Grolet',
}

const data = await temporaryData()
await mkdir(FOLDER, { recursive: true })
const server = await startServer(data.directory, { PARLEY_SEED: 'hello' })
const browser = await launchBrowser()
let link: string | undefined = server.signInUrl
let cookies: Cookie[] = []

/** One window each: the first signs in by the link, the others come with its cookies. */
async function open(theme: 'light' | 'dark', size: 'desktop' | 'phone'): Promise<Page> {
  const phone = size === 'phone'
  const { page } = await openApp(browser, link ?? server.url, {
    colorScheme: theme,
    viewport: phone ? PHONE : DESKTOP,
    deviceScaleFactor: phone ? 2 : 1,
    hasTouch: phone,
    isMobile: phone,
    ...(link === undefined ? { storageState: { cookies, origins: [] } } : {}),
  })
  cookies = await page.context().cookies()
  link = undefined
  return page
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(600)
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
}

const openRoom = async (page: Page, name: string) => {
  await page.getByTestId('room-row').filter({ hasText: name }).first().click()
  await page.getByTestId('composer').waitFor()
  await page.getByTestId('message').last().waitFor()
}

for (const size of ['desktop', 'phone'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    const name = (screen: string) => `${size}-${theme}-${screen}`
    const page = await open(theme, size)
    if (size === 'phone') await shoot(page, name('list'))
    await openRoom(page, ROOMS[`${size}-${theme}`])
    await shoot(page, name('room'))
    await say(page, 'Good morning everybody! What did I miss?')
    await page.getByTestId('typing-bubble').waitFor({ timeout: 30_000 })
    await shoot(page, name('typing'))
    await page.getByTestId('typing-bubble').waitFor({ state: 'detached', timeout: 30_000 })
    await shoot(page, name('talk'))
    await page
      .getByRole('button', { name: /room details/i })
      .first()
      .click()
    await page.getByRole('dialog').waitFor()
    await shoot(page, name('details'))
    await page.keyboard.press('Escape')
    if (size === 'phone')
      await page
        .getByRole('link', { name: /^Back to the list/ })
        .first()
        .click()
    await page.getByRole('link', { name: 'New room' }).click()
    await page.getByRole('combobox').fill('a')
    await page.getByRole('option').first().waitFor()
    await shoot(page, name('new-room'))
    await page.goto(server.url)
    await shootAgents(page, (screen) => shoot(page, name(screen)))
    await page.goto(server.url)
    await shootReplyModes(page, shoot, name)
    await page.context().close()
  }
}

await browser.close()
await server.stop()
await data.remove()
