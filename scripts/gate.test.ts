import { spawnSync } from 'node:child_process'
import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plant } from './planted.ts'
import { rootDir } from './root.mjs'

/** Plants `files` beside the repository's own configuration and runs one of its tools there. */
function runTool(tool: string, args: string[], files: Record<string, string>) {
  const configuration = ['.oxlintrc.json', '.oxfmtrc.json', 'tsconfig.base.json', 'package.json']
  const own = configuration.map((name) => [name, readFileSync(join(rootDir, name), 'utf8')] as const)
  const dir = plant({ ...Object.fromEntries(own), ...files })
  symlinkSync(join(rootDir, 'node_modules'), join(dir, 'node_modules'), 'junction')
  const ran = spawnSync(process.execPath, [join(rootDir, 'node_modules', tool), ...args], {
    cwd: dir,
    encoding: 'utf8',
  })
  return { failed: ran.status !== 0, output: ran.stdout + ran.stderr }
}

const oxlint = (files: Record<string, string>) =>
  runTool('oxlint/bin/oxlint', ['-f', 'unix', 'packages'], files)

test('the linter passes clean code', () => {
  expect(oxlint({ 'packages/room/src/clean.ts': 'export const one = 1\n' }).failed).toBe(false)
})

test.each([
  ['any', 'server', 'export const f = (x: any) => [x]', 'no-explicit-any'],
  ['an unused variable', 'server', 'const x = 1', 'no-unused-vars'],
  ['an empty catch', 'server', 'try { JSON.parse("") } catch {}', 'no-empty'],
  ['a default export', 'server', 'export default 1', 'no-default-export'],
  ['the console', 'server', 'console.log(1)', 'no-console'],
  ['Date in the room', 'room', 'export const x = Date.now()', 'no-restricted-globals'],
  ['new Date in the protocol', 'protocol', 'export const x = new Date()', 'no-restricted-globals'],
  ['Math.random in the director', 'director', 'export const x = Math.random()', 'no-restricted-properties'],
  ['destructured dice', 'director', 'export const { random } = Math', 'no-restricted-properties'],
  [
    'a hook under a condition',
    'web',
    `import { useState } from 'react'\nexport function A(p: { b: boolean }) { if (p.b) useState(1); return <p /> }`,
    'rules-of-hooks',
  ],
  [
    'an effect that forgets what it reads',
    'react',
    `import { useEffect } from 'react'\nexport function useA(n: number) { useEffect(() => { document.title = String(n) }, []) }`,
    'exhaustive-deps',
  ],
  ['a picture without words', 'web', 'export const a = <img src="a.png" />', 'alt-text'],
])('the linter refuses %s', (_, name, source, rule) => {
  const { failed, output } = oxlint({ [`packages/${name}/src/planted.tsx`]: `${source}\n` })
  expect(output).toContain(rule)
  expect(failed).toBe(true)
})

test('the linter refuses import cycles', () => {
  const { failed, output } = oxlint({
    'packages/server/src/a.ts': `import { b } from './b.ts'\nexport const a = () => b\n`,
    'packages/server/src/b.ts': `import { a } from './a.ts'\nexport const b = () => a\n`,
  })
  expect(output).toContain('no-cycle')
  expect(failed).toBe(true)
})

/** Compiles `source` as a file of the pure package `name`, with that package's own tsconfig. */
function compileInPure(name: string, source: string) {
  return runTool('typescript/bin/tsc', ['-p', `packages/${name}`], {
    [`packages/${name}/package.json`]: '{ "type": "module" }',
    [`packages/${name}/tsconfig.json`]: readFileSync(
      join(rootDir, 'packages', name, 'tsconfig.json'),
      'utf8',
    ),
    // zod is there because the types that a library brings along must not open a way out.
    [`packages/${name}/src/planted.ts`]: `import { z } from 'zod'\nexport const schema = z.string()\n${source}\n`,
  })
}

test.each(['protocol', 'room', 'director'])('the pure package %s sees no surroundings', (name) => {
  const surroundings = {
    setTimeout: 'setTimeout(() => 1, 1)',
    queueMicrotask: 'queueMicrotask(() => 1)',
    console: 'console.log(1)',
    crypto: 'crypto.randomUUID()',
    process: 'process.cwd()',
    Buffer: `Buffer.from('')`,
    document: 'document.title',
    performance: 'performance.now()',
    fetch: `fetch('')`,
    'node:fs': `export * from 'node:fs'`,
  }
  const { failed, output } = compileInPure(name, Object.values(surroundings).join('\n'))
  const names = [...output.matchAll(/Cannot find (?:name|module) '([^']+)'/g)].map((match) => match[1])
  expect(names).toEqual(Object.keys(surroundings))
  expect(failed).toBe(true)
})

test('the compiler accepts clean code and refuses a wrong type and syntax that cannot be erased', () => {
  expect(compileInPure('room', 'export const x: number = 1').output).toBe('')
  expect(compileInPure('room', `export const x: number = ''`).failed).toBe(true)
  expect(compileInPure('room', 'export enum X { A }').output).toContain('erasableSyntaxOnly')
})

test.each([
  ['accepts our style', `export const a = <p className="b">{'c'}</p>\n`, false],
  ['refuses another', `export const a = <p className="b">{"c"}</p>;\n`, true],
])('the formatter %s', (_, source, refuses) => {
  expect(runTool('oxfmt/bin/oxfmt', ['--check', 'a.tsx'], { 'a.tsx': source }).failed).toBe(refuses)
})
