import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { ensureChromium } from '../scripts/chromium.mjs'
import { withFolderOnDisk } from './disk.ts'
import { figure, median } from './figure.ts'
import type { Figure } from './figure.ts'
import { startProgram } from './start-program.ts'

const STARTS = 5

/**
 * `warm-start-s`: from `npm start` in this checkout, installed and built, to the first answer with the
 * page. `first-page-kb`: what a browser transfers until the app has been quiet for half a second, from
 * the sign-in link on, bodies compressed as they are and headers included, without the WebSocket.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  const checkout = fileURLToPath(new URL('..', import.meta.url))
  await withFolderOnDisk(async (directory) => {
    // The first one may have to build, and fills the data folder.
    const first = await startProgram(checkout, join(directory, 'data'))
    await first.stop()
    const seconds: number[] = []
    for (let count = 0; count < STARTS; count += 1) {
      const started = await startProgram(checkout, join(directory, 'data'))
      seconds.push(started.seconds)
      try {
        if (count === STARTS - 1)
          report(figure('first-page-kb', await firstPageKb(started.signInUrl, checkout), 'kB'))
      } finally {
        await started.stop()
      }
    }
    report(figure('warm-start-s', median(seconds), 's'))
  })
}

async function firstPageKb(signInUrl: string, checkout: string): Promise<number> {
  const browser = await chromium.launch({ executablePath: await ensureChromium(checkout, process.execPath) })
  try {
    const page = await browser.newPage()
    const session = await page.context().newCDPSession(page)
    let bytes = 0
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
    await session.send('Network.enable')
    await page.goto(signInUrl, { waitUntil: 'networkidle' })
    return bytes / 1_000
  } finally {
    await browser.close()
  }
}
