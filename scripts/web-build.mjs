import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { PlainError, say, secondsSince, stdioAsProgress } from './progress.mjs'

/** What the built web app is made of, relative to the repository's root. */
const sources = [
  'package-lock.json',
  'packages/client/src',
  'packages/protocol/src',
  'packages/react/src',
  'packages/room/src',
  'packages/web',
]
const skippedNames = new Set(['dist', 'node_modules'])
const testFile = /\.test\.tsx?$/

/**
 * Builds the web app into `packages/web/dist`, unless the build that is there was made from the very same
 * files.
 *
 * @param {string} rootDir
 * @param {string} nodePath the Node that runs Vite
 */
export function ensureWebBuilt(rootDir, nodePath) {
  const fingerprint = webFingerprint(rootDir)
  const webDir = join(rootDir, 'packages', 'web')
  // Vite empties the folder first, so that a build cut short leaves no stamp behind.
  const stampPath = join(webDir, 'dist', '.built-from')
  if (readIfThere(stampPath) === fingerprint) return
  const startedAtMs = Date.now()
  say('Building the web app …')
  const vite = join(rootDir, 'node_modules', 'vite', 'bin', 'vite.js')
  const built = spawnSync(nodePath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: webDir,
    stdio: stdioAsProgress,
  })
  if (built.status !== 0) throw new PlainError('The web app could not be built; the reason is above.')
  mkdirSync(join(webDir, 'dist'), { recursive: true })
  writeFileSync(stampPath, fingerprint)
  say(`Built the web app in ${secondsSince(startedAtMs)}.`)
}

/**
 * A hash over the names and contents of all files that the web app is built from; tests do not count. It
 * reads contents, not times, because a checkout changes times and a restored backup does not.
 *
 * @param {string} rootDir
 */
export function webFingerprint(rootDir) {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => filesBelow(join(rootDir, source)))) {
    const content = readFileSync(path)
    hash.update(`${relative(rootDir, path).split(sep).join('/')}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * @param {string} path a file or a folder
 * @returns {string[]} in an order that is the same on every machine
 */
function filesBelow(path) {
  const entries = readFolder(path)
  if (entries === undefined) return [path]
  return entries
    .filter((entry) => !skippedNames.has(entry.name) && !testFile.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]))
}

/** @param {string} path */
function readFolder(path) {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOTDIR') return undefined
    throw error
  }
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
