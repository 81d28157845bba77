import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** One folder of `packages/`. */
export interface WorkspacePackage {
  /** The short name, which is the folder's: `room` for `@parley/room`. */
  readonly name: string
  readonly dir: string
  /** What code that ships may import: dependencies, optional and peer dependencies. */
  readonly dependencies: ReadonlySet<string>
  /** What only its tests may import besides. */
  readonly devDependencies: ReadonlySet<string>
  /** The keys of `exports`: `.` and any `./deep`. */
  readonly exports: ReadonlySet<string>
}

/** All packages below `rootDir`, by name. */
export function readPackages(rootDir: string): WorkspacePackage[] {
  const packagesDir = join(rootDir, 'packages')
  return readdirSync(packagesDir)
    .filter((name) => existsSync(join(packagesDir, name, 'package.json')))
    .toSorted()
    .map((name) => readPackage(name, join(packagesDir, name)))
}

/** The names in the root's `devDependencies`, which every test may import. */
export function readSharedTools(rootDir: string): ReadonlySet<string> {
  return namesIn(readManifest(rootDir).devDependencies)
}

export interface SourceFile {
  readonly path: string
  /** Whether it is a test, or stands in `test/`, where what only tests use is kept. */
  readonly isTest: boolean
}

/** The source files below `src` and `test` of the package in `dir`. */
export function sourceFiles(dir: string): SourceFile[] {
  return ['src', 'test'].flatMap((name) => {
    const folder = join(dir, name)
    if (!existsSync(folder)) return []
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.[cm]?[jt]sx?$/.test(path))
      .toSorted()
      .map((path) => ({ path: join(folder, path), isTest: name === 'test' || /\.test\.tsx?$/.test(path) }))
  })
}

type Table = Record<string, unknown> | undefined

interface Manifest {
  readonly dependencies?: Table
  readonly devDependencies?: Table
  readonly optionalDependencies?: Table
  readonly peerDependencies?: Table
  readonly exports?: Table
}

function readPackage(name: string, dir: string): WorkspacePackage {
  const manifest = readManifest(dir)
  return {
    name,
    dir,
    dependencies: namesIn(manifest.dependencies, manifest.optionalDependencies, manifest.peerDependencies),
    devDependencies: namesIn(manifest.devDependencies),
    exports: namesIn(manifest.exports),
  }
}

function readManifest(dir: string): Manifest {
  return JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as Manifest
}

function namesIn(...tables: Table[]): Set<string> {
  return new Set(tables.flatMap((table) => Object.keys(table ?? {})))
}
