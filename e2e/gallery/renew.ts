import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Stage } from '../audit/stage.ts'
import { serveGallery } from './build-gallery.ts'
import { compact } from './compact.ts'
import { drawPieces, drawProbe, drawScreens, launchPainter } from './draw.ts'
import type { Drawn } from './draw.ts'
import { DRAWN_BY, FOLDER, majorOf, PROBE } from './stored.ts'

/** `npm run gallery:renew`: what is drawn now is right, and stored. Look at each picture that changed. */
await rm(FOLDER, { recursive: true, force: true })
await mkdir(FOLDER, { recursive: true })
const [browser, gallery, stage] = [await launchPainter(), await serveGallery(), await Stage.set()]
await writeFile(DRAWN_BY, `${majorOf(browser)}\n`)
let bytes = await store({ name: PROBE, png: await drawProbe(browser) })
let pictures = 1
const all = (['phone', 'desktop'] as const).flatMap((size) => [
  drawPieces(browser, gallery.url, size),
  drawScreens(browser, stage, size),
])
for (const pictured of all)
  for await (const drawn of pictured) {
    // What was still on its way when it was first drawn is there now.
    bytes += await store({ name: drawn.name, png: await drawn.again() })
    pictures += 1
  }
console.log(`${pictures} pictures, ${Math.round(bytes / 1_000)} kB`)
await browser.close()
await gallery.close()
await stage.server.close()

async function store({ name, png }: Pick<Drawn, 'name' | 'png'>): Promise<number> {
  const small = compact(png)
  await writeFile(join(FOLDER, `${name}.png`), small)
  return small.length
}
