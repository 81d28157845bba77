import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Absolute path of the repository's root folder, without a trailing separator. */
export const rootDir = dirname(dirname(fileURLToPath(import.meta.url)))
