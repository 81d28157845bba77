import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { DESKTOP, PHONE } from '../browser.ts'
import { NOW, ROOM } from '../audit/stage.ts'
import type { Stage } from '../audit/stage.ts'
import { settle } from '../audit/screens.ts'

/** A picture by its name; the first is the probe. */
export type Drawn = { name: string; png: Buffer }

const FONT = new URL(import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'))
const SIZES = { phone: PHONE, desktop: DESKTOP } as const
const THEMES = ['light', 'dark'] as const

/** Screens of the app, as far as they are the same on every day; what is hidden comes from outside. */
const SCREENS: Record<string, { path: string; ready: string; hide?: string }> = {
  list: { path: '/', ready: `[data-room=${ROOM}]` },
  room: { path: `/r/${ROOM}`, ready: '[data-testid=message]' },
  details: { path: `/r/${ROOM}?details=true`, ready: '[role=dialog]' },
  'new-room': { path: '/new', ready: '[role=combobox]' },
}

/** Everything that is the same in every picture: time, language, letters, and nothing that moves. */
const FROZEN: BrowserContextOptions = {
  locale: 'en-GB',
  timezoneId: 'UTC',
  reducedMotion: 'reduce',
  deviceScaleFactor: 1,
  // The letters of the pictures are put into the page, which the app's own policy would not let happen.
  bypassCSP: true,
  serviceWorkers: 'block',
}

/** A page with what browsers draw differently: letters, gradients, blur, rounded and clipped shapes. */
export async function drawProbe(browser: Browser): Promise<Buffer> {
  const page = await (
    await browser.newContext({ ...FROZEN, viewport: { width: 320, height: 200 } })
  ).newPage()
  await page.setContent(PROBE)
  await freeze(page)
  const png = await page.screenshot({ animations: 'disabled' })
  await page.context().close()
  return png
}

/** The pieces of the gallery, each by itself, on both sizes in both themes. */
export async function* drawPieces(browser: Browser, url: string): AsyncGenerator<Drawn> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    const page = await (await browser.newContext({ ...FROZEN, viewport })).newPage()
    await page.clock.setFixedTime(NOW)
    await page.goto(url)
    await page.locator('[data-piece]').first().waitFor()
    await freeze(page)
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme })
      await settle(page)
      for (const piece of await page.locator('[data-piece]').all()) {
        const name = `${await piece.getAttribute('data-piece')}-${size}-${colorScheme}`
        yield { name, png: await piece.screenshot({ animations: 'disabled' }) }
      }
    }
    await page.context().close()
  }
}

/** The main screens of the app, with everything around the pieces. */
export async function* drawScreens(browser: Browser, stage: Stage): AsyncGenerator<Drawn> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    const page = await (await browser.newContext({ ...FROZEN, viewport })).newPage()
    await page.clock.setFixedTime(NOW)
    await page.goto(await stage.server.signInUrl())
    for (const [screen, { path, ready }] of Object.entries(SCREENS)) {
      await page.goto(stage.server.url + path, { waitUntil: 'networkidle' })
      await page.locator(ready).last().waitFor()
      await freeze(page)
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme })
        await settle(page)
        yield {
          name: `screen-${screen}-${size}-${colorScheme}`,
          png: await page.screenshot({ animations: 'disabled' }),
        }
      }
    }
    await page.context().close()
  }
}

/** The same letters on every machine, laid out without regard to its pixels; what only its own fonts have is hidden. */
async function freeze(page: Page): Promise<void> {
  const font = (await readFile(FONT)).toString('base64')
  await page.addStyleTag({
    content: `
      @font-face { font-family: Frozen; font-weight: 100 900; src: url(data:font/woff2;base64,${font}) format('woff2') }
      *, *::before, *::after { font-family: Frozen !important; text-rendering: geometricPrecision !important }
      [data-jumbo], [data-emoji] { visibility: hidden !important }
      :focus-visible { outline: none !important }
      * { scrollbar-width: none !important; caret-color: transparent !important }`,
  })
  await page.evaluate(() => document.fonts.load('16px Frozen'))
}

const PROBE = `
  <body style="margin:0;background:#fff">
    <p style="margin:8px;font-size:15px">Sphinx of black quartz, judge my vow: 0123456789 (áéß) @#&amp;</p>
    <p style="margin:8px;font-size:11px;font-weight:600;color:#67676d">Delivered · 9:41 AM</p>
    <div style="width:120px;height:40px;margin:8px;border-radius:18px;background:linear-gradient(#47b5ff,#0a7cff)"></div>
    <div style="width:18px;height:18px;margin:8px;background:#e9e9eb;clip-path:path('M6 0C6 9 4.6 14.2 0 17.2 4.7 18.6 9.6 17.2 13 14.4L14 4Z')"></div>
    <div style="width:200px;height:30px;margin:8px;background:rgb(255 255 255/.6);backdrop-filter:blur(12px) saturate(1.8);box-shadow:0 4px 18px rgb(0 0 0/.2)"></div>
  </body>`
