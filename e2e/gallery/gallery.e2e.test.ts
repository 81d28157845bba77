import type { Browser } from 'playwright-core'
import { mkdir, mkdtemp, readFile, rmdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settle } from '../audit/screens.ts'
import { Stage } from '../audit/stage.ts'
import { PHONE } from '../browser.ts'
import { serveGallery } from './build-gallery.ts'
import { compact } from './compact.ts'
import { differenceOf, roughDifferenceOf } from './compare.ts'
import { drawPieces, drawProbe, drawScreens, launchPainter } from './draw.ts'
import type { Drawn } from './draw.ts'
import { DRAWN_BY, majorOf, PROBE, readStored, storedNames } from './stored.ts'

/** Where pictures that differ are put, to be looked at. */
const rejected = mkdtemp(join(tmpdir(), 'parley-pictures-'))
const SIZES = ['phone', 'desktop'] as const
/** What was drawn so far. */
const seen = new Set<string>()

let browser: Browser
let gallery: Awaited<ReturnType<typeof serveGallery>>
let stage: Stage
/** Whether this machine draws letters, gradients and blur as the one did that stored the pictures. */
let drawsAlike: boolean

beforeAll(async () => {
  ;[browser, gallery, stage] = [await launchPainter(), await serveGallery(), await Stage.set()]
  const difference = differenceOf(await readStored(PROBE), await drawProbe(browser))
  const [drawnBy, major] = [(await readFile(DRAWN_BY, 'utf8')).trim(), majorOf(browser)]
  drawsAlike = difference === undefined && drawnBy === major
  const why = difference?.words ?? `it is version ${major}, they are of ${drawnBy}`
  if (!drawsAlike) console.warn(`This browser may draw otherwise (${why}): pictures are compared roughly.`)
})

afterAll(async () => {
  await browser?.close()
  await gallery?.close()
  await stage?.server.close()
  // With something in it, it stays.
  await rmdir(await rejected).catch(() => undefined)
})

test('[W1] a picture differs from itself neither when it is stored, nor when it is drawn again', async () => {
  const probe = await drawProbe(browser)
  expect(differenceOf(compact(probe), probe)).toBeUndefined()
  expect(differenceOf(await drawProbe(browser), probe)).toBeUndefined()
})

test('[W1] one pixel of a margin, one shade of a bubble, one letter is a difference', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 200 } })
  const draw = async (style: string, text: string) => {
    await page.setContent(
      `<p style="margin:20px;padding:9px;border-radius:18px;font:15px sans-serif;background:#e9e9eb;${style}">${text}</p>`,
    )
    return page.screenshot()
  }
  const before = compact(await draw('', 'Soup it is.'))
  expect(differenceOf(before, await draw('', 'Soup it is.'))).toBeUndefined()
  expect(differenceOf(before, await draw('margin-top:21px', 'Soup it is.'))).toBeDefined()
  expect(differenceOf(before, await draw('background:#c9c9cd', 'Soup it is.'))).toBeDefined()
  expect(differenceOf(before, await draw('', 'Soap it is.'))).toBeDefined()
  const dark = compact(await draw('background:#1c1c1e', ''))
  expect(differenceOf(dark, await draw('background:#1c1c1e', ''))).toBeUndefined()
  expect(differenceOf(dark, await draw('background:#2c2c2e', ''))).toBeDefined()
  await page.close()
})

test('[W1] drawn otherwise, letters are roughly the same; a line that is gone is not', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 200 } })
  const draw = async (style: string, lines: number) => {
    const line = '<p style="margin:0 0 4px">Soup it is, or so they say.</p>'
    await page.setContent(
      `<div style="padding:20px;font:15px sans-serif;${style}">${line.repeat(lines)}</div>`,
    )
    return page.screenshot()
  }
  const before = await draw('', 3)
  const shifted = await draw('transform:translate(0.4px,0.3px);letter-spacing:0.02px', 3)
  expect(differenceOf(before, shifted)).toBeDefined()
  expect(roughDifferenceOf(before, shifted)).toBeUndefined()
  expect(roughDifferenceOf(before, await draw('', 2))).toBeDefined()
  await page.close()
})

test('[W1 W2 W3] every piece in every state looks as it is stored: phone, desktop, light, dark', async () => {
  const all = SIZES.map((size) => differences(drawPieces(browser, gallery.url, size)))
  expect((await Promise.all(all)).flat()).toEqual([])
})

test('[W1 W2] every screen looks as it is stored: phone, desktop, light, dark', async () => {
  const all = SIZES.map((size) => differences(drawScreens(browser, stage, size)))
  expect((await Promise.all(all)).flat()).toEqual([])
})

test('[W1] no picture is left of what is not drawn any more', async () => {
  expect((await storedNames()).filter((name) => !seen.has(name))).toEqual([])
})

test('[W7] on any machine: nothing sticks out of its piece, and no piece is empty', async () => {
  const page = await browser.newPage({ viewport: PHONE })
  await page.goto(gallery.url)
  await page.locator('[data-piece]').first().waitFor()
  const wrong = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-piece]')].flatMap((piece) => {
      const right = piece.getBoundingClientRect().right + 1
      const out = [...piece.querySelectorAll('.bubble, button, input, textarea, p, h1, h2, time')].filter(
        (element) =>
          element.checkVisibility({ opacityProperty: true }) && element.getBoundingClientRect().right > right,
      )
      const empty = piece.childElementCount === 0 || piece.getBoundingClientRect().height < 50
      return out.length > 0 || empty
        ? [`${piece.dataset['piece']}: ${out.map((one) => one.outerHTML.slice(0, 120))}`]
        : []
    }),
  )
  expect(wrong).toEqual([])
  await page.close()
})

test('[W1] wherever its bubble stands, the menu of a message stands on whole pixels', async () => {
  const page = await browser.newPage({ viewport: PHONE, reducedMotion: 'reduce' })
  await page.goto(gallery.url)
  const piece = page.locator('[data-piece=runs-and-tails]')
  for (const shiftPx of [0.25, 0.5, 0.75]) {
    await piece.evaluate((element, px) => (element.style.marginTop = `${px}px`), shiftPx)
    const message = piece.getByTestId('message').nth(3)
    await message.focus()
    await page.keyboard.press('r')
    await piece.getByRole('menuitem').first().waitFor()
    await settle(page)
    const tops = await piece
      .locator('.menu-part')
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().top))
    expect(tops, `shifted by ${shiftPx}`).toEqual(tops.map(Math.round))
    expect(tops).toHaveLength(2)
    await page.keyboard.press('Escape')
    await piece.getByRole('menuitem').first().waitFor({ state: 'detached' })
  }
  await page.close()
})

/** What is drawn otherwise than it is stored, or not stored, each with where to look at it. */
async function differences(all: AsyncGenerator<Drawn>): Promise<string[]> {
  const names = new Set(await storedNames())
  const found: string[] = []
  for await (const { name, png, again } of all) {
    seen.add(name)
    const stored = names.has(name) ? await readStored(name) : undefined
    const compare = drawsAlike ? differenceOf : roughDifferenceOf
    if (stored && compare(stored, png) === undefined) continue
    // What was still on its way is there a moment later.
    const later = await again()
    const difference = stored ? compare(stored, later) : { words: 'new' }
    if (difference === undefined) continue
    const files = { old: stored, new: later, diff: 'picture' in difference ? difference.picture : undefined }
    const folder = join(await rejected, name)
    await mkdir(folder, { recursive: true })
    for (const [file, bytes] of Object.entries(files))
      if (bytes) await writeFile(join(folder, `${file}.png`), bytes)
    found.push(`${name}: ${difference.words}; see ${folder}. If it was meant: npm run gallery:renew`)
  }
  return found
}
