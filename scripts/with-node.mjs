// `node scripts/with-node.mjs FILE ARGS...`: runs a TypeScript file by the pinned Node, with the development
// tools installed.
import { handOver } from './hand-over.mjs'
import { ensureInstalled } from './install.mjs'
import { resolvePinnedNode } from './pinned-node.mjs'
import { PlainError, runMain } from './progress.mjs'
import { rootDir } from './root.mjs'

await runMain(async () => {
  const [file, ...args] = process.argv.slice(2)
  if (file === undefined)
    throw new PlainError('Say which file to run: node scripts/with-node.mjs FILE ARGS...')
  await ensureInstalled(rootDir, { dev: true })
  return handOver(resolvePinnedNode(rootDir), [file, ...args])
})
