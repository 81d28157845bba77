// `npm start`: from a bare clone to a running server, on any Node from 18 on. Arguments go to `parley serve`.
import { join } from 'node:path'
import { withCompileCache } from './compile-cache.mjs'
import { handOver } from './hand-over.mjs'
import { ensureInstalled } from './install.mjs'
import { resolvePinnedNode } from './pinned-node.mjs'
import { runMain } from './progress.mjs'
import { rootDir } from './root.mjs'
import { ensureWebBuilt } from './web-build.mjs'

await runMain(async () => {
  await ensureInstalled(rootDir, { dev: false })
  const nodePath = resolvePinnedNode(rootDir)
  ensureWebBuilt(rootDir, nodePath)
  const server = join(rootDir, 'packages', 'server', 'src', 'main.ts')
  return handOver(nodePath, [server, 'serve', ...process.argv.slice(2)], {
    env: withCompileCache(process.env),
  })
})
