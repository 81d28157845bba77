import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { Plugin } from 'vite'

const compress = promisify(brotliCompress)

/**
 * Lays a `.br` beside each file that shrinks: once at the build brotli can take the time for its best, a fifteenth
 * less than what a server could do while somebody waits. [W8]
 */
export function compressPlugin(): Plugin {
  return {
    name: 'parley-compress',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      if (dir === undefined) return
      const paths = Object.keys(bundle).filter((name) => /\.(?:js|css|html|json|svg)$/.test(name))
      await Promise.all(
        paths.map(async (name) => {
          const bytes = await readFile(join(dir, name))
          await writeFile(join(dir, `${name}.br`), await compress(bytes, { params: BEST }))
        }),
      )
    },
  }
}

const BEST = {
  [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
  [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
}
