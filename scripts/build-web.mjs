// `node scripts/build-web.mjs`: builds the web app if it is stale, by the Node that runs this.
import { runMain } from './progress.mjs'
import { rootDir } from './root.mjs'
import { ensureWebBuilt } from './web-build.mjs'

await runMain(async () => {
  ensureWebBuilt(rootDir, process.execPath)
  return 0
})
