import type { Browser } from 'playwright-core'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Stage } from '../audit/stage.ts'
import { launchBrowser, PHONE } from '../browser.ts'
import { serveGallery } from './build-gallery.ts'
import { compact } from './compact.ts'
import { differenceOf } from './compare.ts'
import { drawPieces, drawProbe, drawScreens } from './draw.ts'
import type { Drawn } from './draw.ts'
import { PROBE, readStored, storedNames } from './stored.ts'

/** Where pictures that differ are put, to be looked at. */
const REJECTED = fileURLToPath(new URL('../../.parley/gallery', import.meta.url))

let browser: Browser
let gallery: Awaited<ReturnType<typeof serveGallery>>
let stage: Stage
/** Whether this machine draws letters, gradients and blur as the one did that stored the pictures. */
let drawsAlike: boolean

beforeAll(async () => {
  ;[browser, gallery, stage] = [await launchBrowser(), await serveGallery(), await Stage.set()]
  const difference = differenceOf(await readStored(PROBE), await drawProbe(browser))
  drawsAlike = difference === undefined
  if (!drawsAlike) console.warn(`This browser draws differently (${difference}): pictures are not compared.`)
})

afterAll(async () => {
  await browser?.close()
  await gallery?.close()
  await stage?.server.close()
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
  await page.close()
})

test('[W1 W2 W3] every piece in every state looks as it is stored: phone, desktop, light, dark', async () => {
  expect(await differences(drawPieces(browser, gallery.url))).toEqual([])
})

test('[W1 W2] the main screens look as they are stored: phone, desktop, light, dark', async () => {
  expect(await differences(drawScreens(browser, stage))).toEqual([])
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

/** What is drawn otherwise than it is stored, or not stored; an old picture of nothing counts as well. */
async function differences(all: AsyncGenerator<Drawn>): Promise<string[]> {
  const names = new Set(await storedNames())
  const found: string[] = []
  for await (const { name, png } of all) {
    const known = names.delete(name)
    if (known && !drawsAlike) continue
    const difference = known ? differenceOf(await readStored(name), png) : 'new: npm run gallery:renew'
    if (difference === undefined) continue
    await mkdir(REJECTED, { recursive: true })
    await writeFile(join(REJECTED, `${name}.png`), png)
    found.push(`${name}: ${difference} (drawn: .parley/gallery/${name}.png)`)
  }
  return found
}
