import { expect, test } from 'vitest'
import { checkBoundaries } from './boundaries.ts'
import { plant } from './planted.ts'
import { rootDir } from './root.mjs'

const tree = {
  'package.json': manifest({ devDependencies: { vitest: '*' } }),
  'ARCHITECTURE.md': '# Map\n\n```import-graph\nroom -> protocol\nweb -> room\n```\n',
  'packages/protocol/package.json': manifest({ dependencies: { zod: '*' } }),
  'packages/protocol/src/index.ts': `import { z } from 'zod'\nexport const id = z.string()\n`,
  'packages/room/package.json': manifest({ dependencies: { '@parley/protocol': '*' } }),
  'packages/room/src/index.ts': `export { id } from '@parley/protocol'\n`,
  'packages/server/package.json': manifest({ dependencies: { hono: '*', react: '*' } }),
  'packages/testkit/package.json': manifest({}),
  'packages/web/package.json': manifest({
    dependencies: { '@parley/room': '*', '@parley/server': '*', '@parley/testkit': '*', react: '*' },
  }),
  'packages/web/src/app.tsx': `import 'react'\nimport '@parley/room'\nexport const app = <p>hello</p>\n`,
}

function manifest(fields: Record<string, unknown>): string {
  return JSON.stringify({ exports: { '.': './src/index.ts' }, ...fields })
}

/** Rules broken by the tree above once `files` are added to it. */
function rulesBrokenBy(files: Record<string, string>): string[] {
  return checkBoundaries(plant({ ...tree, ...files })).map(({ rule, where }) => `${rule} ${where}`)
}

test('the packages of this repository keep to ARCHITECTURE.md', () => {
  expect(checkBoundaries(rootDir).map(({ where, message }) => `${where}: ${message}`)).toEqual([])
})

test('a tree that keeps to its map breaks no rule', () => {
  expect(rulesBrokenBy({})).toEqual([])
})

test.each([
  ['an undeclared package', 'server', `import 'ws'`, 'undeclared-package'],
  ['a Node module without its prefix', 'server', `import 'fs'`, 'undeclared-package'],
  ['an undeclared package of our own', 'server', `import '@parley/protocol'`, 'undeclared-package'],
  ['a path out of the package', 'room', `import '../../protocol/src/index.ts'`, 'leaves-package'],
  ['a path to a neighbour of the same beginning', 'room', `import '../../room-two/x.ts'`, 'leaves-package'],
  ['an absolute path', 'room', `import '/etc/x.ts'`, 'leaves-package'],
  ['a deep import', 'room', `import '@parley/protocol/src/index.ts'`, 'deep-import'],
  ['the package itself by name', 'room', `import '@parley/room'`, 'deep-import'],
  ['the server in the web app', 'web', `import type {} from '@parley/server'`, 'forbidden-import'],
  ['testkit outside tests', 'web', `import '@parley/testkit'`, 'forbidden-import'],
  ['a library in a pure package', 'room', `import 'zod'`, 'forbidden-import'],
  ['Node in a pure package', 'protocol', `import 'node:fs'`, 'forbidden-import'],
  ['Node in the web app', 'web', `import 'node:fs'`, 'forbidden-import'],
  ['React on the server', 'server', `import 'react/jsx-runtime'`, 'forbidden-import'],
  ['a computed import', 'server', `const x = 'a'\nawait import(x)`, 'computed-import'],
])('%s is refused', (_, name, source, rule) => {
  const line = source.split('\n').length
  expect(rulesBrokenBy({ [`packages/${name}/src/planted.ts`]: source })).toContain(
    `${rule} packages/${name}/src/planted.ts:${line}`,
  )
})

test.each([
  ['../composer/draft.ts', ['crosses-features packages/web/src/features/sidebar/planted.tsx:1']],
  ['./row.ts', []],
  ['../../shared/clock.ts', []],
  ['./parts/one.ts', []],
])('a feature that imports %s breaks %j', (specifier, broken) => {
  const planted = `import '${specifier}'\n`
  expect(rulesBrokenBy({ 'packages/web/src/features/sidebar/planted.tsx': planted })).toEqual(broken)
})

test.each([
  ['static', `import { x } from 'ws'`],
  ['type-only', `import type { X } from 'ws'`],
  ['re-exported', `export { x } from 'ws'`],
  ['re-exported whole', `export * from 'ws'`],
  ['dynamic', `export const load = () => import('ws')`],
  ['dynamic in a template', 'export const load = () => import(`ws`)'],
  ['named in a type', `export type X = import('ws').WebSocket`],
  ['required', `export const x = require('ws')`],
  ['required the TypeScript way', `import x = require('ws')`],
])('an import is seen when it is %s', (_, source) => {
  expect(rulesBrokenBy({ 'packages/server/src/planted.ts': source })).toEqual([
    'undeclared-package packages/server/src/planted.ts:1',
  ])
})

test('what only looks like an import is left alone', () => {
  const source = `// import 'ws'\nexport const text = "import 'ws'"\nexport const re = /require('ws')/\n`
  expect(rulesBrokenBy({ 'packages/server/src/planted.ts': source })).toEqual([])
})

test('a file that cannot be parsed is an error, not a file without imports', () => {
  expect(() => rulesBrokenBy({ 'packages/server/src/planted.ts': 'import {' })).toThrow(/planted\.ts/)
})

test.each(['packages/room/src/planted.test.ts', 'packages/room/test/planted.ts'])(
  'tests may use the shared tools, Node and testkit, and nothing undeclared: %s',
  (path) => {
    const source = `import 'vitest'\nimport 'node:fs'\nimport '@parley/testkit'\nimport 'ws'\n`
    expect(rulesBrokenBy({ [path]: source })).toEqual([`undeclared-package ${path}:4`])
  },
)

test('an import that the map does not show is reported', () => {
  const files = {
    'packages/server/package.json': manifest({ dependencies: { '@parley/room': '*' } }),
    'packages/server/src/planted.ts': `import '@parley/room'`,
  }
  expect(checkBoundaries(plant({ ...tree, ...files }))).toEqual([
    {
      rule: 'graph-differs',
      where: 'ARCHITECTURE.md',
      message: 'the code has server -> room, the map does not',
    },
  ])
})

test('a line of the map that the code does not follow is reported', () => {
  const map = '```import-graph\nroom -> protocol\nweb -> room protocol\n```\n'
  expect(checkBoundaries(plant({ ...tree, 'ARCHITECTURE.md': map }))).toEqual([
    {
      rule: 'graph-differs',
      where: 'ARCHITECTURE.md',
      message: 'the map has web -> protocol, the code does not',
    },
  ])
})

test.each([
  ['no graph', '# Map\n'],
  ['two graphs', '```import-graph\na -> b\n```\n```import-graph\na -> b\n```\n'],
  ['a line of another form', '```import-graph\na --> b\n```\n'],
])('a map with %s is an error', (_, map) => {
  expect(() => rulesBrokenBy({ 'ARCHITECTURE.md': map })).toThrow(/import graph|import-graph/)
})
