import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { readImportGraph } from './import-graph.ts'
import { importsOf } from './source-imports.ts'
import { readPackages, readSharedTools, sourceFiles } from './workspace.ts'
import type { ImportGraph } from './import-graph.ts'
import type { SourceImport } from './source-imports.ts'
import type { WorkspacePackage } from './workspace.ts'

export type BoundaryRule =
  | 'computed-import'
  | 'crosses-features'
  | 'deep-import'
  | 'forbidden-import'
  | 'graph-differs'
  | 'leaves-package'
  | 'undeclared-package'

export interface Violation {
  readonly rule: BoundaryRule
  /** `file:line` relative to the root, or `ARCHITECTURE.md`. */
  readonly where: string
  readonly message: string
}

const scope = '@parley/'

/**
 * What each package may take from outside, as DESIGN's table of packages has it. `any` is what its own
 * package.json declares; React is for `react` and `web` only.
 */
const outsideAllowed: Record<string, readonly string[] | 'any'> = {
  protocol: ['zod'],
  room: [],
  director: [],
  client: ['eventsource-parser', 'uuid'],
  react: ['react'],
  server: 'any',
  testkit: 'any',
  web: 'any',
}
const mayUseNode = new Set(['server', 'testkit'])
const mayUseReact = new Set(['react', 'web'])

/**
 * Checks every import in `src` and `test` of each package against the package's manifest, its folder, the
 * table above and the graph in ARCHITECTURE.md; a feature, a folder in `src/features`, imports no other. No
 * violations means: a reader of the map can trust it.
 *
 * Tests (`*.test.ts`, and all of `test/`) may also import the package's and the root's development
 * dependencies and `testkit`, and do not count for the graph.
 */
export function checkBoundaries(rootDir: string): Violation[] {
  const packages = readPackages(rootDir)
  const sharedTools = readSharedTools(rootDir)
  const graph = readImportGraph(readFileSync(join(rootDir, 'ARCHITECTURE.md'), 'utf8'))
  const actual = new Map(packages.map(({ name }) => [name, new Set<string>()]))
  const violations: Violation[] = []

  for (const from of packages) {
    for (const { path, isTest } of sourceFiles(from.dir)) {
      for (const found of importsOf(path, readFileSync(path, 'utf8'))) {
        const file: ImportingFile = { path, from, isTest, packages, sharedTools }
        const problem = judge(file, found)
        const where = `${relative(rootDir, path).split(sep).join('/')}:${found.line}`
        if (problem !== undefined) violations.push({ ...problem, where })
        const target = targetOf(found)
        if (!isTest && target !== undefined && target !== from.name) actual.get(from.name)?.add(target)
      }
    }
  }
  return [...violations, ...compareGraphs(graph, actual)]
}

interface ImportingFile {
  readonly path: string
  readonly from: WorkspacePackage
  readonly isTest: boolean
  readonly packages: readonly WorkspacePackage[]
  readonly sharedTools: ReadonlySet<string>
}

type Problem = Omit<Violation, 'where'>

function judge(file: ImportingFile, { specifier }: SourceImport): Problem | undefined {
  if (specifier === undefined) {
    return { rule: 'computed-import', message: 'imports what is only known at run time' }
  }
  if (/^\.{0,2}\//.test(specifier) || specifier === '.' || specifier === '..') {
    return judgePath(file, specifier)
  }
  if (specifier.startsWith(scope)) return judgeOwn(file, specifier)
  return judgeOutside(file, specifier)
}

function judgePath({ path, from }: ImportingFile, specifier: string): Problem | undefined {
  const target = resolve(dirname(path), specifier)
  if (!target.startsWith(from.dir + sep)) {
    return { rule: 'leaves-package', message: `${specifier} lies outside packages/${from.name}` }
  }
  const [own, other] = [featureOf(relative(from.dir, path)), featureOf(relative(from.dir, target))]
  if (own === undefined || other === undefined || own === other) return undefined
  return {
    rule: 'crosses-features',
    message: `${own} may not import ${other}: what shows both puts them together`,
  }
}

/** The folder below `src/features` that the file is in. */
function featureOf(path: string): string | undefined {
  const [source, features, name, file] = path.split(sep)
  return source === 'src' && features === 'features' && file !== undefined ? name : undefined
}

function judgeOwn(file: ImportingFile, specifier: string): Problem | undefined {
  const { from, isTest, packages } = file
  const name = targetOf({ specifier, line: 0 }) ?? ''
  const target = packages.find((other) => other.name === name)
  if (name === from.name) {
    return { rule: 'deep-import', message: `${specifier} is this package itself: use a relative path` }
  }
  if (name === 'testkit' && isTest && target !== undefined) return judgeDepth(target, specifier)
  if (name === 'testkit' || (from.name === 'web' && name === 'server')) {
    return { rule: 'forbidden-import', message: `${from.name} may not import ${name}` }
  }
  if (target === undefined || !isDeclared(file, scope + name)) return undeclared(from, scope + name)
  return judgeDepth(target, specifier)
}

function judgeDepth(target: WorkspacePackage, specifier: string): Problem | undefined {
  const entry = `.${specifier.slice(scope.length + target.name.length)}`
  if (target.exports.has(entry)) return undefined
  return { rule: 'deep-import', message: `${specifier} is not among the exports of ${scope}${target.name}` }
}

function judgeOutside(file: ImportingFile, specifier: string): Problem | undefined {
  const { from, isTest } = file
  const name = outsideName(specifier)
  if (isTest) return isDeclared(file, name) || name === 'node:' ? undefined : undeclared(from, name)
  const allowed = outsideAllowed[from.name] ?? []
  const isAllowed =
    name === 'node:'
      ? mayUseNode.has(from.name)
      : (allowed === 'any' || allowed.includes(name)) && (mayUseReact.has(from.name) || !isReact(name))
  if (!isAllowed) {
    return { rule: 'forbidden-import', message: `${from.name} may not import ${specifier}` }
  }
  return name === 'node:' || isDeclared(file, name) ? undefined : undeclared(from, name)
}

function isDeclared({ from, isTest, sharedTools }: ImportingFile, name: string): boolean {
  return from.dependencies.has(name) || (isTest && (from.devDependencies.has(name) || sharedTools.has(name)))
}

function undeclared(from: WorkspacePackage, name: string): Problem {
  return {
    rule: 'undeclared-package',
    message: `${name} is not declared in packages/${from.name}/package.json`,
  }
}

/** The package of `zod/v4/core` is `zod`, that of `@base-ui/react/menu` is `@base-ui/react`. */
function outsideName(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:'
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function isReact(name: string): boolean {
  return name === 'react' || name === 'react-dom'
}

function targetOf({ specifier }: SourceImport): string | undefined {
  return specifier?.startsWith(scope) === true ? specifier.slice(scope.length).split('/')[0] : undefined
}

function compareGraphs(declared: ImportGraph, actual: ImportGraph): Violation[] {
  const drawn = edgesOf(declared)
  const real = edgesOf(actual)
  return [
    ...real.filter((edge) => !drawn.includes(edge)).map((edge) => `the code has ${edge}, the map does not`),
    ...drawn.filter((edge) => !real.includes(edge)).map((edge) => `the map has ${edge}, the code does not`),
  ].map((message) => ({ rule: 'graph-differs', where: 'ARCHITECTURE.md', message }))
}

function edgesOf(graph: ImportGraph): string[] {
  return [...graph].flatMap(([from, targets]) => [...targets].map((to) => `${from} -> ${to}`))
}
