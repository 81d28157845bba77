import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/** Fetched when they are first used, since they are large and most visits need none of them. */
const LATE = /emoji-data|highlighted/

/** Tells `public/sw.js` which files belong to this build, and names the build by their content. */
export function serviceWorkerPlugin(): Plugin {
  return {
    name: 'parley-service-worker',
    apply: 'build',
    generateBundle(_, bundle) {
      const files = Object.keys(bundle)
        .filter((name) => /\.(?:js|css)$/.test(name) && !LATE.test(name))
        .map((name) => `/${name}`)
        .toSorted()
      const page = readFileSync(new URL('index.html', import.meta.url))
      const version = createHash('sha256').update(files.join()).update(page).digest('hex').slice(0, 12)
      const template = readFileSync(new URL('service-worker.js', import.meta.url), 'utf8')
      const source = template
        .replace('__VERSION__', version)
        .replace(
          '__FILES__',
          JSON.stringify([...files, '/theme.js', '/icon.svg', '/icon-dot.svg', '/icon-512.png']),
        )
      this.emitFile({ type: 'asset', fileName: 'sw.js', source })
    },
  }
}
