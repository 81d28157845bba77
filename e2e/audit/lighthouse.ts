import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { figure } from '../../benchmarks/figure.ts'
import type { Figure } from '../../benchmarks/figure.ts'
import type { AuditedServer } from './audited-server.ts'

/** 176 MB with what it needs, so it is no part of an installation: npm fetches it when it is asked for. */
const LIGHTHOUSE = 'lighthouse@13.5.0'

type Report = { categories: Record<string, { score: number | null }> }

/** `lighthouse-…`: the scores of a room of 100,000 messages, out of 100, on a phone and on a desktop. */
export async function runLighthouse(
  browser: Browser,
  server: AuditedServer,
  chromium: string,
  report: (figure: Figure) => void,
): Promise<void> {
  const context = await browser.newContext()
  await (await context.newPage()).goto((await server.tell({ kind: 'link' })).url)
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
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
    spawnSync('npm', ['exec', '--yes', '--package', LIGHTHOUSE, '--', 'lighthouse', ...options], {
      env: { ...process.env, CHROME_PATH: chromium },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const { categories } = JSON.parse(await readFile(output, 'utf8')) as Report
    for (const [category, { score }] of Object.entries(categories))
      report(figure(`lighthouse-${category}-${device}`, (score ?? 0) * 100, 'of 100'))
  }
  await rm(directory, { recursive: true })
}
