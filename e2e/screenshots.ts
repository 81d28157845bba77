import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { DESKTOP, launchBrowser, openApp, PHONE, say } from './browser.ts'
import { startServer, temporaryData } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

/**
 * `npm run screenshots`: the running app as the README shows it, in docs/screenshots. Every screen and state is in
 * `e2e/gallery`, where the tests compare them.
 */
const FOLDER = fileURLToPath(new URL('../docs/screenshots', import.meta.url))
/** A room for each look, so that none shows what was said for another. */
const ROOMS = {
  'desktop-light': 'Coffee machine committee',
  'desktop-dark': 'Does the vacuum think?',
  'phone-light': 'Sunday lunch, 20 strangers',
  'phone-dark': 'Jiro Ono, Cedric Grolet',
} as const
type Look = keyof typeof ROOMS

async function shootAll(server: ServerProcess, browser: Browser): Promise<void> {
  const { page } = await openApp(browser, server.signInUrl)
  const storageState = await page.context().storageState()
  await page.context().close()
  for (const look of Object.keys(ROOMS) as Look[]) {
    const isPhone = look.startsWith('phone')
    const window = await openApp(browser, server.url, {
      storageState,
      colorScheme: look.endsWith('light') ? 'light' : 'dark',
      viewport: isPhone ? PHONE : DESKTOP,
      deviceScaleFactor: isPhone ? 2 : 1,
      hasTouch: isPhone,
      isMobile: isPhone,
    })
    if (isPhone) await shoot(window.page, `${look}-list`)
    await talk(window.page, ROOMS[look])
    await shoot(window.page, `${look}-room`)
    await window.page.context().close()
  }
}

/** Says something in a room and waits until somebody has answered, and the next one writes. */
async function talk(page: Page, room: string): Promise<void> {
  await page.getByTestId('room-row').filter({ hasText: room }).first().click()
  await page.getByTestId('composer').waitFor()
  await say(page, 'Good morning everybody! What did I miss?')
  await page.getByTestId('typing-bubble').waitFor({ timeout: 60_000 })
  // What it lies over looks different.
  await page.mouse.move(0, 0)
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  // Until what moves has come to rest.
  await page.waitForTimeout(600)
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
}

await rm(FOLDER, { recursive: true, force: true })
await mkdir(FOLDER, { recursive: true })
const data = await temporaryData()
const server = await startServer(data.directory, { PARLEY_SEED: 'hello' })
const browser = await launchBrowser()
try {
  await shootAll(server, browser)
} finally {
  await browser.close()
  await server.stop()
  await data.remove()
}
