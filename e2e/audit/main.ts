import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withFolderOnDisk } from '../../benchmarks/disk.ts'
import { createReporter } from '../../benchmarks/figure.ts'
import { ensureChromium } from '../../scripts/chromium.mjs'
import { ensureWebBuilt } from '../../scripts/web-build.mjs'
import { DESKTOP, launchBrowser } from '../browser.ts'
import { AuditedServer } from './audited-server.ts'
import { measureBigRoom } from './big-room.ts'
import { countViolations } from './count-violations.ts'
import { countShifts } from './layout-shift.ts'
import { runLighthouse } from './lighthouse.ts'
import { measureMemory } from './memory.ts'
import { measurePageLoad } from './page-load.ts'

/**
 * `npm run audit:app -- [--json] [part…]`: what the app is like in a real browser against a real server with a room
 * of 100,000 messages. All parts but `lighthouse`, which is fetched from npm, or those that are named.
 */
const PARTS = ['load', 'room', 'memory', 'axe', 'lighthouse'] as const
const MESSAGES = 100_000
const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url))

const given = process.argv.slice(2)
const names = given.filter((argument) => argument !== '--json')
const unknown = names.filter((name) => !(PARTS as readonly string[]).includes(name))
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${PARTS.join(', ')}.`)
  process.exit(1)
}
const wanted = (part: (typeof PARTS)[number]) =>
  names.length > 0 ? names.includes(part) : part !== 'lighthouse'
const report = createReporter(given.includes('--json'), (line) => console.log(line))

const chromium = await ensureChromium(CHECKOUT, process.execPath)
process.env['PARLEY_CHROMIUM'] = chromium
ensureWebBuilt(CHECKOUT, process.execPath)
await withFolderOnDisk(async (directory) => {
  const server = await AuditedServer.open(join(directory, 'data'), MESSAGES)
  const browser = await launchBrowser()
  try {
    const page = await (await browser.newContext({ viewport: DESKTOP })).newPage()
    await countShifts(page)
    await page.goto((await server.tell({ kind: 'link' })).url)
    await page.getByTestId('room-row').first().waitFor()
    if (wanted('load')) await measurePageLoad(browser, server, report)
    if (wanted('room')) await measureBigRoom(page, server, report)
    if (wanted('memory')) await measureMemory(page, server, report)
    if (wanted('axe')) await countViolations(browser, report)
    if (wanted('lighthouse')) await runLighthouse(browser, server, chromium, report)
  } finally {
    await browser.close()
    await server.close()
  }
})
