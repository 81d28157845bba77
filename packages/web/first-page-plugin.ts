import { createElement } from 'react'
import type { FunctionComponent } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import type { Plugin, Rolldown } from 'vite'

const ROOT = '<div id="root">'
const STYLESHEET = /\s*<link rel="stylesheet"[^>]* href="\/([^"]+)">/
const FIRST_PAGE = fileURLToPath(new URL('src/app/first-page.tsx', import.meta.url))
/** What the server checks needs no checking in the browser; 20 kB that slip in with one constant beside a schema. */
const VALIDATOR = /node_modules\/zod\//
const ROOM_SCREEN = /src\/app\/room-screen\.tsx$/

/**
 * What a browser can begin with before it has run or fetched anything else: the page's outline as markup with all
 * styles in the page, so that it is painted as soon as it is there, and in `early.json` what the server announces along
 * with the page: the scripts that every page needs, and those that a room needs besides. [W8]
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
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const entry = chunks.find(({ isEntry }) => isEntry)
        const room = chunks.find(({ facadeModuleId }) => ROOM_SCREEN.test(facadeModuleId ?? ''))
        const page = bundle['index.html']
        if (entry === undefined || room === undefined || page?.type !== 'asset') return
        const first = withImports(entry, bundle)
        const validator = first.flatMap(({ moduleIds }) => moduleIds).find((id) => VALIDATOR.test(id))
        if (validator !== undefined) this.error(`The first page would carry a validator: ${validator}`)
        page.source = String(page.source).replace(STYLESHEET, (_, name: string) => {
          const styles = bundle[name]
          if (styles?.type !== 'asset') return this.error(`There is no ${name} to lay into the page.`)
          delete bundle[name]
          return `\n    <style>${String(styles.source)}</style>`
        })
        const others = withImports(room, bundle).filter((chunk) => !first.includes(chunk))
        const early: EarlyLinks = { page: first.map(link), room: others.map(link) }
        this.emitFile({ type: 'asset', fileName: 'early.json', source: JSON.stringify(early) })
      },
    },
  }
}

/** Links as they stand in a `Link` header, in the order in which they should be asked for. */
type EarlyLinks = { page: string[]; room: string[] }

function link({ fileName }: Rolldown.OutputChunk): string {
  return `</${fileName}>; rel=modulepreload; crossorigin=anonymous`
}

/** A chunk, and all that it imports at once. */
function withImports(chunk: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
  const chunks = new Set<Rolldown.OutputChunk>()
  const add = (name: string) => {
    const file = bundle[name]
    if (file?.type !== 'chunk' || chunks.has(file)) return
    chunks.add(file)
    file.imports.forEach(add)
  }
  add(chunk.fileName)
  return [...chunks]
}
