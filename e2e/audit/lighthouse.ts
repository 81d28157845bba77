import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { figure, median } from '../../benchmarks/figure.ts'
import type { Figure } from '../../benchmarks/figure.ts'
import type { AuditedServer } from './audited-server.ts'

/** 176 MB with what it needs, so it is no part of an installation: npm fetches it when it is asked for. */
const LIGHTHOUSE = 'lighthouse@13.5.0'
/** One run says little on a machine that does other things, too. */
const RUNS = 5
const METRICS: Readonly<Record<string, string>> = {
  'first-contentful-paint': 'first-paint-ms',
  'largest-contentful-paint': 'largest-paint-ms',
  'total-blocking-time': 'blocking-ms',
  'speed-index': 'speed-index-ms',
  'cumulative-layout-shift': 'layout-shift',
}

type Request = { url?: string; statusCode?: number }
type Report = {
  categories: Record<string, { score: number | null }>
  audits: Record<string, { numericValue?: number; details?: { items?: readonly Request[] } } | undefined>
  environment: { benchmarkIndex: number }
}

/**
 * `lighthouse-…`: the scores of a room of 100,000 messages, out of 100, on a phone and on a desktop, and the metrics
 * that make up the one for performance; medians of five runs. `lighthouse-machine-…` is Lighthouse's own measure of
 * the machine's speed: it takes 1,000 and more for a desktop, and slows the processor down by a fixed factor whatever
 * it found.
 */
export async function runLighthouse(
  browser: Browser,
  server: AuditedServer,
  chromium: string,
  report: (figure: Figure) => void,
): Promise<void> {
  const context = await browser.newContext()
  await (await context.newPage()).goto((await server.tell({ kind: 'link' })).url)
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  // It takes what another page does on the same processor for slowness of this one.
  for (const open of browser.contexts()) await open.close()
  const directory = await mkdtemp(join(tmpdir(), 'parley-lighthouse-'))
  const headers = join(directory, 'headers.json')
  await writeFile(headers, JSON.stringify({ Cookie: cookies }))
  for (const device of ['phone', 'desktop'] as const) {
    const output = join(directory, `${device}.json`)
    const options = [
      `${server.url}/r/big`,
      '--quiet',
      '--output=json',
      `--output-path=${output}`,
      `--extra-headers=${headers}`,
      '--only-categories=performance,accessibility,best-practices',
      '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking',
      ...(device === 'desktop' ? ['--preset=desktop'] : []),
    ]
    const runs: Report[] = []
    while (runs.length < RUNS) runs.push(await runOnce(chromium, options, output))
    for (const category of Object.keys(runs[0]?.categories ?? {})) {
      const scores = runs.map(({ categories }) => (categories[category]?.score ?? 0) * 100)
      report(figure(`lighthouse-${category}-${device}`, median(scores), 'of 100'))
    }
    for (const [audit, name] of Object.entries(METRICS)) {
      // A run in which the machine gave the browser no time to paint has none.
      const values = runs.flatMap(({ audits }) => audits[audit]?.numericValue ?? [])
      if (values.length === 0) continue
      report(figure(`lighthouse-${name}-${device}`, median(values), name.endsWith('-ms') ? 'ms' : 'shift'))
    }
    const speeds = runs.map(({ environment }) => environment.benchmarkIndex)
    report(figure(`lighthouse-machine-${device}`, median(speeds), 'index'))
  }
  await rm(directory, { recursive: true })
}

async function runOnce(chromium: string, options: readonly string[], output: string): Promise<Report> {
  spawnSync('npm', ['exec', '--yes', '--package', LIGHTHOUSE, '--', 'lighthouse', ...options], {
    env: { ...process.env, CHROME_PATH: chromium },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const report = JSON.parse(await readFile(output, 'utf8')) as Report
  const requests = report.audits['network-requests']?.details?.items ?? []
  // The header with the cookie goes with every request but the WebSocket's: what is measured must be the room.
  if (!requests.some(({ url = '', statusCode }) => url.endsWith('/api/rooms') && statusCode === 200))
    throw new Error('Lighthouse was not signed in: it measured the page that says so.')
  return report
}
