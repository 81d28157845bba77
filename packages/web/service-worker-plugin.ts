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
    generateBundle: {
      // After all else: the page holds the styles, and what is in the page is no file of its own any more.
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html']
        if (page?.type !== 'asset') return this.error('There is no page to name the build by.')
        const files = Object.keys(bundle)
          .filter((name) => /\.(?:js|css)$/.test(name) && !LATE.test(name))
          .map((name) => `/${name}`)
          .toSorted()
        const version = createHash('sha256')
          .update(files.join())
          .update(page.source)
          .digest('hex')
          .slice(0, 12)
        const template = readFileSync(new URL('service-worker.js', import.meta.url), 'utf8')
        const source = template
          .replace('__VERSION__', version)
          .replace('__FILES__', JSON.stringify([...files, '/icon.svg', '/icon-dot.svg', '/icon-512.png']))
        this.emitFile({ type: 'asset', fileName: 'sw.js', source })
      },
    },
  }
}
