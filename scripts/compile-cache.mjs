import { join } from 'node:path'
import { rootDir } from './root.mjs'

/**
 * The environment of a Node that keeps what it compiled: the second start takes less than half the time of
 * the first. Lies with the installed packages and goes with them.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withCompileCache(env) {
  return { NODE_COMPILE_CACHE: join(rootDir, 'node_modules', '.cache', 'node'), ...env }
}
