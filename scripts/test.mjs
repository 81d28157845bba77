// `npm test`: the same gate at home and in CI. It installs what is missing, a browser included, and runs
// scripts/ci by the pinned Node. `npm test -- lint unit` runs only those steps.
import { delimiter, dirname, join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { handOver } from './hand-over.mjs'
import { ensureInstalled } from './install.mjs'
import { resolvePinnedNode } from './pinned-node.mjs'
import { runMain } from './progress.mjs'
import { rootDir } from './root.mjs'

await runMain(async () => {
  await ensureInstalled(rootDir, { dev: true })
  const nodePath = resolvePinnedNode(rootDir)
  const chromiumPath = await ensureChromium(rootDir, nodePath)
  const path = [dirname(nodePath), join(rootDir, 'node_modules', '.bin'), process.env.PATH ?? ''].join(
    delimiter,
  )
  return handOver('bash', [join(rootDir, 'scripts', 'ci'), ...process.argv.slice(2)], {
    cwd: rootDir,
    env: { ...process.env, PATH: path, PARLEY_CHROMIUM: chromiumPath },
  })
})
