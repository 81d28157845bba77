import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PlainError, say, secondsSince, stdioAsProgress } from './progress.mjs'

/**
 * Path of a Chromium for the browser tests: the one that `PARLEY_CHROMIUM` names, else one that this machine
 * has, else Playwright's own, else Debian's package. The last two are installed when they are missing.
 *
 * @param {string} rootDir where playwright-core is installed
 * @param {string} nodePath the Node that runs Playwright's installer
 * @returns {Promise<string>}
 * @throws {PlainError} when none can be had
 */
export async function ensureChromium(rootDir, nodePath) {
  const named = process.env.PARLEY_CHROMIUM
  if (named !== undefined && named !== '') {
    if (runs(named)) return named
    throw new PlainError(
      `PARLEY_CHROMIUM is ${named}, which does not run. Name another browser, or unset it.`,
    )
  }
  const { found, playwright } = await lookAround(rootDir)
  if (found !== undefined) return found
  say('The browser tests need a Chromium, and this machine has none.')
  return (
    step("Downloading Playwright's Chromium", () => downloadPlaywrights(rootDir, nodePath), playwright) ??
    step("Installing Debian's Chromium", installDebians, '/usr/bin/chromium') ??
    noBrowser()
  )
}

/** @param {string} rootDir */
async function lookAround(rootDir) {
  const playwrightUrl = pathToFileURL(join(rootDir, 'node_modules', 'playwright-core', 'index.mjs')).href
  const { chromium } = await import(playwrightUrl)
  const playwright = /** @type {string} */ (chromium.executablePath())
  const found = [...onPath(), ...usualPlaces, playwright].find((path) => existsSync(path) && runs(path))
  return { found, playwright }
}

function onPath() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Whether the browser starts. A Linux build can be there without the libraries that it needs; on Windows a
 * Chrome that is asked for its version opens a window instead, so there its presence has to do.
 *
 * @param {string} path
 */
function runs(path) {
  if (process.platform === 'win32') return existsSync(path)
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

/**
 * @param {string} what
 * @param {() => boolean} install whether there was something to try, and it went well
 * @param {string} path where the browser is afterwards
 * @returns {string | undefined}
 */
function step(what, install, path) {
  const startedAtMs = Date.now()
  say(`${what} …`)
  const usable = install() && runs(path)
  say(usable ? `Done in ${secondsSince(startedAtMs)}.` : `That did not work (${secondsSince(startedAtMs)}).`)
  return usable ? path : undefined
}

/**
 * @param {string} rootDir
 * @param {string} nodePath
 */
function downloadPlaywrights(rootDir, nodePath) {
  const cli = join(rootDir, 'node_modules', 'playwright-core', 'cli.js')
  const options = { stdio: stdioAsProgress, timeout: 300_000 }
  return spawnSync(nodePath, [cli, 'install', 'chromium'], options).status === 0
}

function installDebians() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const options = { stdio: stdioAsProgress, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  // One package source that cannot be reached fails the update, but not what the others offer.
  spawnSync('apt-get', ['update', '-qq'], options)
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium']
  return spawnSync('apt-get', install, options).status === 0
}

/** @returns {never} */
function noBrowser() {
  throw new PlainError(
    'No Chromium could be installed. Install Chromium or Google Chrome, or name one in PARLEY_CHROMIUM.',
  )
}
