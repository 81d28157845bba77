import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plant } from './planted.ts'
import { ensureWebBuilt, webFingerprint } from './web-build.mjs'

/** Stands where Vite is installed: empties `dist` and writes the number of builds so far, as Vite would. */
const builder = `
  import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
  rmSync('dist', { recursive: true, force: true })
  appendFileSync('../../builds', 'x')
  if (readFileSync('index.html', 'utf8') === 'broken') process.exit(1)
  mkdirSync('dist')
`
const tree = {
  'package-lock.json': '{}',
  'packages/client/src/index.ts': 'a',
  'packages/protocol/src/index.ts': 'b',
  'packages/react/src/index.ts': 'c',
  'packages/room/src/index.ts': 'd',
  'packages/web/index.html': 'e',
  'packages/web/src/app.tsx': 'f',
  'packages/web/src/app.test.tsx': 'g',
  'node_modules/vite/bin/vite.js': builder,
  'node_modules/vite/package.json': '{ "type": "module" }',
  builds: '',
}

test.each(Object.keys(tree).filter((path) => !/^(node_modules|builds)/.test(path)))(
  'a change of %s is noticed, unless it is a test',
  (path) => {
    const dir = plant(tree)
    const before = webFingerprint(dir)
    writeFileSync(join(dir, path), 'changed')
    expect(webFingerprint(dir) === before).toBe(path.includes('.test.'))
  },
)

test('a file that is gone or renamed is noticed', () => {
  const dir = plant({ ...tree, 'packages/web/src/one.ts': '' })
  const renamed = plant({ ...tree, 'packages/web/src/two.ts': '' })
  expect(webFingerprint(dir)).not.toBe(webFingerprint(renamed))
  rmSync(join(dir, 'packages/web/src/one.ts'))
  expect(webFingerprint(dir)).toBe(webFingerprint(plant(tree)))
})

test('builds once, again after a change, and again after a build that failed', () => {
  const dir = plant(tree)
  const page = join(dir, 'packages/web/index.html')
  const buildsAfter = (html: string) => {
    writeFileSync(page, html)
    try {
      ensureWebBuilt(dir, process.execPath)
    } catch (error) {
      expect(String(error)).toContain('could not be built')
    }
    return readBuilds(dir)
  }
  expect(['one', 'one', 'two', 'broken', 'broken', 'two'].map(buildsAfter)).toEqual([1, 1, 2, 3, 4, 5])
})

function readBuilds(dir: string): number {
  return readFileSync(join(dir, 'builds'), 'utf8').length
}
