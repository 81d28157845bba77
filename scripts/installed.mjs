import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What `node_modules` holds, measured against `package-lock.json`. `fresh`: nothing usable is there. `stale`:
 * something that the lock names is missing or has another version. `hasDevTools`: development tools are there.
 *
 * @typedef {{ state: 'fresh' | 'stale' | 'current', hasDevTools: boolean }} InstallState
 *
 * @typedef {{ version?: string, integrity?: string, link?: boolean, dev?: boolean, optional?: boolean,
 *   devOptional?: boolean, os?: string | string[], cpu?: string | string[], libc?: string | string[] }} Entry
 */

/**
 * Compares the lock with npm's own record of what it installed (`node_modules/.package-lock.json`, which npm
 * writes last, so that an install cut short counts as none). No stamp of ours is needed, and what a developer
 * installed by hand counts as well.
 *
 * @param {string} rootDir
 * @param {{ dev: boolean }} wanted `dev`: the development tools are needed too
 * @returns {InstallState}
 */
export function installState(rootDir, wanted) {
  const locked = readPackages(join(rootDir, 'package-lock.json')) ?? {}
  const installed = readPackages(join(rootDir, 'node_modules', '.package-lock.json'))
  if (installed === undefined) return { state: 'fresh', hasDevTools: false }
  const hasDevTools = Object.values(installed).some((entry) => entry.dev === true && entry.optional !== true)
  const needed = Object.entries(locked).filter(([path]) => path.includes('node_modules/'))
  const current = needed.every(([path, entry]) => {
    const there = installed[path]
    if (there === undefined) return mayBeMissing(entry, wanted.dev || hasDevTools)
    return there.version === entry.version && (entry.integrity ?? there.integrity) === there.integrity
  })
  return { state: current ? 'current' : 'stale', hasDevTools }
}

/**
 * @param {Entry} entry
 * @param {boolean} dev
 */
function mayBeMissing(entry, dev) {
  if (entry.dev === true && !dev) return true
  if (entry.devOptional === true) return true
  return entry.optional === true && !isMadeForThisMachine(entry)
}

/**
 * Whether an optional package names this machine's system and processor. One that also names a C library is
 * left to npm, which knows how to find out.
 *
 * @param {Entry} entry
 */
function isMadeForThisMachine(entry) {
  if (entry.os === undefined || entry.cpu === undefined || entry.libc !== undefined) return false
  return [entry.os].flat().includes(process.platform) && [entry.cpu].flat().includes(process.arch)
}

/**
 * @param {string} path
 * @returns {Record<string, Entry> | undefined}
 */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}
