import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { installState } from './installed.mjs'
import { plant } from './planted.ts'
import { rootDir } from './root.mjs'

type Packages = Record<string, Record<string, unknown>>

const locked: Packages = {
  '': { name: 'parley' },
  'packages/web': { version: '0.1.0' },
  'node_modules/@parley/web': { resolved: 'packages/web', link: true },
  'node_modules/hono': { version: '4.0.0', integrity: 'sha512-a' },
  'node_modules/vitest': { version: '5.0.0', integrity: 'sha512-b', dev: true },
  'node_modules/of-another-system': { version: '1.0.0', optional: true, os: ['aix'], cpu: ['ppc64'] },
  'node_modules/of-another-library': {
    version: '1.0.0',
    optional: true,
    os: [process.platform],
    cpu: [process.arch],
    libc: ['musl'],
  },
  'node_modules/of-this-machine': {
    version: '1.0.0',
    optional: true,
    os: process.platform,
    cpu: process.arch,
  },
}
const {
  '': _root,
  'node_modules/of-another-system': _aix,
  'node_modules/of-another-library': _musl,
  ...all
} = locked
const { 'node_modules/vitest': _vitest, ...withoutTools } = all

function stateOf(installed: Packages | undefined, wanted: { dev: boolean }): unknown {
  const record = { 'node_modules/.package-lock.json': JSON.stringify({ packages: installed }) }
  const lock = { 'package-lock.json': JSON.stringify({ packages: locked }) }
  return installState(plant(installed === undefined ? lock : { ...lock, ...record }), wanted)
}

test('nothing installed, or an install cut short before npm wrote its record, is fresh', () => {
  expect(stateOf(undefined, { dev: false })).toEqual({ state: 'fresh', hasDevTools: false })
})

test('an install without the development tools will do to start, but not to test', () => {
  expect(stateOf(withoutTools, { dev: false })).toEqual({ state: 'current', hasDevTools: false })
  expect(stateOf(withoutTools, { dev: true })).toEqual({ state: 'stale', hasDevTools: false })
})

test('a full install will do for both', () => {
  expect(stateOf(all, { dev: false })).toEqual({ state: 'current', hasDevTools: true })
  expect(stateOf(all, { dev: true })).toEqual({ state: 'current', hasDevTools: true })
})

test.each([
  ['another version', 'node_modules/hono', { version: '3.9.0', integrity: 'sha512-a' }],
  ['other contents', 'node_modules/hono', { version: '4.0.0', integrity: 'sha512-z' }],
  ['another version of an optional package', 'node_modules/of-this-machine', { version: '0.9.0' }],
])('%s is stale', (_, path, entry) => {
  expect(stateOf({ ...all, [path]: entry }, { dev: false })).toMatchObject({ state: 'stale' })
})

test.each(['node_modules/hono', 'node_modules/@parley/web', 'node_modules/of-this-machine'])(
  'an install that lacks %s is stale',
  (path) => {
    const { [path]: _lacking, ...rest } = all
    expect(stateOf(rest, { dev: false })).toMatchObject({ state: 'stale' })
  },
)

test('the lock of this repository names the native parts of every package for every supported system', () => {
  const lock = JSON.parse(readFileSync(join(rootDir, 'package-lock.json'), 'utf8')) as { packages: Packages }
  const names = new Set(Object.keys(lock.packages).map((path) => path.split('node_modules/').at(-1)))
  const supported = /(darwin|win(32)?|linux)-(x64|arm64)(-gnu|-musl|-msvc)?$/
  const lacking = Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.keys(entry['optionalDependencies'] ?? {})
      .filter((name) => supported.test(name) && !names.has(name))
      .map((name) => `${path} needs ${name}`),
  )
  expect(lacking).toEqual([])
})
