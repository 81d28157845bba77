import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { PluginOption } from 'vite'
import config from '../../packages/web/vite.config.ts'

const WEB = fileURLToPath(new URL('../../packages/web', import.meta.url))
const PAGE = 'src/gallery/index.html'
/** Stands for every file of every room. */
const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 63" preserveAspectRatio="none"><path fill="#7a9e87" d="M0 0h120v63H0z"/><path fill="#c4553c" d="M0 63 60 9l60 54z"/></svg>'
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** What only an app that is shipped needs, and takes longer than all the rest. */
const FOR_SHIPPING = ['parley-first-page', 'parley-service-worker', 'parley-compress']

/** Builds the gallery, which the app that is shipped does not have, and serves it until `close`. */
export async function serveGallery(): Promise<{ url: string; close: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'parley-gallery-'))
  await build({
    ...config,
    configFile: false,
    root: WEB,
    logLevel: 'error',
    plugins: config.plugins?.filter((plugin) => !isForShipping(plugin)),
    build: {
      ...config.build,
      outDir: directory,
      emptyOutDir: true,
      rolldownOptions: { input: join(WEB, PAGE) },
    },
  })
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://gallery').pathname
    if (path.startsWith('/api/')) return void response.setHeader('content-type', 'image/svg+xml').end(PICTURE)
    readFile(join(directory, path)).then(
      (file) => response.setHeader('content-type', TYPES[extname(path)] ?? 'text/plain').end(file),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/${PAGE}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

function isForShipping(plugin: PluginOption): boolean {
  return plugin instanceof Object && 'name' in plugin && FOR_SHIPPING.includes(plugin.name)
}
