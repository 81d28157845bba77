import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withFolderOnDisk } from './disk.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import { startProgram } from './start-program.ts'

/**
 * `cold-start-s`: from `npm start` in a fresh clone of what is committed here, with an empty npm cache,
 * to the first answer with the page; and what that installed.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  const checkout = fileURLToPath(new URL('..', import.meta.url))
  await withFolderOnDisk(async (directory) => {
    const clone = join(directory, 'clone')
    execFileSync('git', ['clone', '--quiet', checkout, clone])
    const cache = { npm_config_cache: join(directory, 'npm-cache') }
    const started = await startProgram(clone, join(directory, 'data'), cache)
    await started.stop()
    report(figure('cold-start-s', started.seconds, 's'))
    const installed = join(clone, 'node_modules')
    report(figure('installed-packages', countPackages(installed), 'packages'))
    report(figure('installed-mb', bytesIn(installed) / 1e6, 'MB'))
  })
}

/** Those that npm put on the disk; the workspace's own are links. */
function countPackages(nodeModules: string): number {
  const lock = JSON.parse(readFileSync(join(nodeModules, '.package-lock.json'), 'utf8')) as {
    packages: Record<string, { link?: boolean }>
  }
  return Object.entries(lock.packages).filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .length
}

function bytesIn(directory: string): number {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .reduce((bytes, { parentPath, name }) => bytes + statSync(join(parentPath, name)).size, 0)
}
