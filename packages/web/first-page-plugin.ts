import { createElement } from 'react'
import type { FunctionComponent } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import type { Plugin, Rolldown } from 'vite'

const ROOT = '<div id="root">'
const FIRST_PAGE = fileURLToPath(new URL('src/app/first-page.tsx', import.meta.url))
const ROOM_SCREEN = /src\/app\/room-screen\.tsx$/

/**
 * What a browser can begin with before it has run any script: the page's outline as markup, painted as soon as the
 * styles are there, and in `early.json` the files that a room needs besides those that `index.html` names, which the
 * server announces along with the page. [W8]
 */
export function firstPagePlugin(): Plugin {
  return {
    name: 'parley-first-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'pre',
      handler: async (html) => {
        if (!html.includes(ROOT)) return html
        const { module } = await runnerImport<{ FirstPage: FunctionComponent }>(FIRST_PAGE)
        return html.replace(ROOT, ROOT + renderToStaticMarkup(createElement(module.FirstPage)))
      },
    },
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const entry = chunks.find(({ isEntry }) => isEntry)
      const room = chunks.find(({ facadeModuleId }) => ROOM_SCREEN.test(facadeModuleId ?? ''))
      if (entry === undefined || room === undefined) return
      const there = new Set(withImports(entry, bundle))
      const files = withImports(room, bundle).filter((name) => !there.has(name))
      const source = JSON.stringify({ room: files.map((name) => `/${name}`) })
      this.emitFile({ type: 'asset', fileName: 'early.json', source })
    },
  }
}

/** A chunk's file, and those of all that it imports at once. */
function withImports(chunk: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): string[] {
  const names = new Set<string>()
  const add = (name: string) => {
    const file = bundle[name]
    if (names.has(name) || file?.type !== 'chunk') return
    names.add(name)
    file.imports.forEach(add)
  }
  add(chunk.fileName)
  return [...names]
}
