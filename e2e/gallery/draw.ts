import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { DESKTOP, launchBrowser, PHONE } from '../browser.ts'
import { NOW } from '../audit/stage.ts'
import type { Stage } from '../audit/stage.ts'
import type { Size } from '../audit/screens.ts'
import { settle } from '../audit/screens.ts'
import { PICTURED } from './pictured.ts'

/** A picture by its name. */
export type Drawn = {
  name: string
  png: Buffer
  /** Draws it once more, a moment later; until the next one is asked for. */
  again: () => Promise<Buffer>
}

const FONT = new URL(import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'))
const SIZES = { phone: PHONE, desktop: DESKTOP } as const
const THEMES = ['light', 'dark'] as const

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

/** A browser that draws letters and colours without regard to what the machine is set to. */
export function launchPainter(): Promise<Browser> {
  return launchBrowser(['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'])
}

/** A page with what browsers draw differently: letters, gradients, blur, rounded and clipped shapes. */
export async function drawProbe(browser: Browser): Promise<Buffer> {
  const page = await frozen(browser, { width: 320, height: 200 })
  await page.goto('about:blank')
  await page.setContent(PROBE)
  await freeze(page)
  const png = await page.screenshot({ animations: 'disabled' })
  await page.context().close()
  return png
}

/** The pieces of the gallery, each by itself, in both themes. */
export async function* drawPieces(browser: Browser, url: string, size: Size): AsyncGenerator<Drawn> {
  const page = await frozen(browser, SIZES[size])
  await page.goto(url)
  await page.locator('[data-piece]').first().waitFor()
  await freeze(page)
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme })
    await settle(page)
    for (const piece of await page.locator('[data-piece]').all()) {
      const name = `${await piece.getAttribute('data-piece')}-${size}-${colorScheme}`
      yield drawn(name, page, () => piece.screenshot({ animations: 'disabled' }))
    }
  }
  await page.context().close()
}

/** Every screen of the app, each from nothing, in both themes. */
export async function* drawScreens(browser: Browser, stage: Stage, size: Size): AsyncGenerator<Drawn> {
  const open = () => frozen(browser, SIZES[size])
  const [member, stranger] = [await open(), await open()]
  await member.goto(await stage.server.signInUrl())
  await member.getByTestId('room-row').first().waitFor()
  for (const screen of PICTURED.filter(({ only = size }) => only === size)) {
    const page = screen.stranger ? stranger : member
    await screen.open(page, stage)
    await freeze(page)
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme })
      await settle(page)
      const name = `screen-${screen.name}-${size}-${colorScheme}`
      yield drawn(name, page, () => page.screenshot({ animations: 'disabled' }))
    }
    await screen.leave?.(page, stage)
  }
  for (const page of [member, stranger]) await page.context().close()
}

async function drawn(name: string, page: Page, draw: () => Promise<Buffer>): Promise<Drawn> {
  const again = async () => {
    await page.waitForLoadState('networkidle')
    await settle(page)
    return draw()
  }
  return { name, png: await draw(), again }
}

/** Before a page is opened: everything in it is laid out in the same letters from its first moment on. */
async function frozen(browser: Browser, viewport: { width: number; height: number }): Promise<Page> {
  const page = await (await browser.newContext({ ...FROZEN, viewport })).newPage()
  const font = (await readFile(FONT)).toString('base64')
  await page.addInitScript((css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets.push(sheet)
    // Some browsers without a window refuse, others would ask.
    Object.defineProperty(Notification, 'permission', { get: () => 'default' })
  }, styleOf(font))
  await page.clock.setFixedTime(NOW)
  return page
}

/**
 * The same letters on every machine, laid out without regard to its pixels. What only a machine's own fonts have
 * is replaced, and what its clock says is hidden.
 */
async function freeze(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.load('16px Frozen')
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (words.nextNode()) {
      const text = words.currentNode as Text
      const plain = text.data.replaceAll(/[\p{Extended_Pictographic}\u2300-\u23ff\u2190-\u21ff]/gu, '*')
      if (plain !== text.data) text.data = plain
    }
  })
}

function styleOf(font: string): string {
  return `
    @font-face { font-family: Frozen; font-weight: 100 900; src: url(data:font/woff2;base64,${font}) format('woff2') }
    *, *::before, *::after { font-family: Frozen !important; text-rendering: geometricPrecision !important }
    [data-jumbo], [data-emoji], [aria-label='Signed-in browsers'] ul { visibility: hidden !important }
    :focus-visible { outline: none !important }
    * { scrollbar-width: none !important; caret-color: transparent !important }
    textarea { resize: none !important }`
}

const PROBE = `
  <body style="margin:0;background:#fff">
    <p style="margin:8px;font-size:15px">Sphinx of black quartz, judge my vow: 0123456789 (áéß) @#&amp;</p>
    <p style="margin:8px;font-size:11px;font-weight:600;color:#67676d">Delivered · 9:41 AM</p>
    <div style="width:120px;height:40px;margin:8px;border-radius:18px;background:linear-gradient(#47b5ff,#0a7cff)"></div>
    <div style="width:18px;height:18px;margin:8px;background:#e9e9eb;clip-path:path('M6 0C6 9 4.6 14.2 0 17.2 4.7 18.6 9.6 17.2 13 14.4L14 4Z')"></div>
    <div style="width:200px;height:30px;margin:8px;background:rgb(255 255 255/.6);backdrop-filter:blur(12px) saturate(1.8);box-shadow:0 4px 18px rgb(0 0 0/.2)"></div>
  </body>`
