// `npm run -s parley -- COMMAND`: Parley's command line by the pinned Node. Only the command writes to stdout.
import { join } from 'node:path'
import { withCompileCache } from './compile-cache.mjs'
import { handOver } from './hand-over.mjs'
import { ensureInstalled } from './install.mjs'
import { resolvePinnedNode } from './pinned-node.mjs'
import { runMain } from './progress.mjs'
import { rootDir } from './root.mjs'

await runMain(async () => {
  await ensureInstalled(rootDir, { dev: false })
  const cli = join(rootDir, 'packages', 'server', 'src', 'main.ts')
  const args = [cli, ...process.argv.slice(2)]
  return handOver(resolvePinnedNode(rootDir), args, { env: withCompileCache(process.env) })
})
