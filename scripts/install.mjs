import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { installState } from './installed.mjs'
import { findUsableNode, isUsable, pinnedBinary, resolvePinnedNode, runs } from './pinned-node.mjs'
import { PlainError, say, secondsSince, stdioAsProgress } from './progress.mjs'

/**
 * Makes `node_modules` agree with `package-lock.json`; does nothing, and needs no network, when it already
 * does. Without `dev` the development tools are left out, which halves the time of a first start, but once
 * they are installed they stay.
 *
 * A first install empties `node_modules`, in case an earlier one was cut short. Later ones only fetch the
 * difference: they follow the lock just as closely, leave it unchanged, and do not delete the Node that may
 * be running this.
 *
 * @param {string} rootDir
 * @param {{ dev: boolean }} wanted
 */
export async function ensureInstalled(rootDir, wanted) {
  const { state, hasDevTools } = installState(rootDir, wanted)
  if (state === 'current') return
  const startedAtMs = Date.now()
  say(state === 'fresh' ? 'Installing what Parley needs (once) …' : 'Installing what has changed …')
  const scope = wanted.dev || hasDevTools ? [] : ['--omit=dev']
  const fromNothing = state === 'fresh' || findUsableNode(rootDir) === undefined
  if (fromNothing) await runNpm(rootDir, process.execPath, ['ci', ...scope])
  // npm silently leaves out native parts whose `engines` do not admit the Node that runs it. The pinned Node,
  // which even an old one can install, has them added.
  if (!fromNothing || !isUsable(process.versions.node)) {
    await runNpm(rootDir, resolvePinnedNode(rootDir), ['install', '--no-save', ...scope])
  }
  say(`Installed in ${secondsSince(startedAtMs)}.`)
}

// Errors only: npm's warnings about an older system Node do not concern the pinned one. No package that we
// use has an install script, so none that comes later may run one unseen.
const quietly = [
  '--loglevel=error',
  '--engine-strict=false',
  '--ignore-scripts',
  '--prefer-offline',
  '--no-audit',
  '--no-fund',
]

/**
 * npm puts `node_modules/.bin` first in the PATH of every script, so a pinned Node that does not run here
 * would also stand in the way of the system's own.
 *
 * @param {string} rootDir
 */
function removeUnusableNode(rootDir) {
  const pinned = pinnedBinary(rootDir)
  if (pinned === undefined || runs(pinned)) return
  for (const name of ['node', 'node.cmd', 'node.ps1']) {
    rmSync(join(rootDir, 'node_modules', '.bin', name), { force: true })
  }
}

/**
 * @param {string} rootDir
 * @param {string} nodePath the Node that runs npm
 * @param {string[]} args
 */
async function runNpm(rootDir, nodePath, args) {
  const script = npmScript()
  const options = {
    cwd: rootDir,
    stdio: stdioAsProgress,
    env: { ...process.env, PATH: [dirname(nodePath), process.env.PATH].join(delimiter) },
  }
  const exitCode = await new Promise((resolve, reject) => {
    const npm =
      script === undefined
        ? spawn('npm', [...args, ...quietly], { ...options, shell: process.platform === 'win32' })
        : spawn(nodePath, [script, ...args, ...quietly], options)
    npm.once('error', reject)
    npm.once('exit', resolve)
  })
  if (exitCode !== 0) {
    throw new PlainError(
      'npm could not install what Parley needs; its reason is above. Parley needs the network for this once.',
    )
  }
  removeUnusableNode(rootDir)
}

/** The npm that started this, or else the one that came with this Node, when it is where it usually is. */
function npmScript() {
  const started = process.env.npm_execpath
  if (started !== undefined && basename(started) === 'npm-cli.js') return started
  const bin = dirname(process.execPath)
  const places = [join(bin, 'node_modules'), join(bin, '..', 'lib', 'node_modules')]
  return places.map((place) => join(place, 'npm', 'bin', 'npm-cli.js')).find((path) => existsSync(path))
}
