import { Hono } from 'hono'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { brotliCompressSync } from 'node:zlib'
import { webApp } from './web-app.ts'

const PAGE = '<!doctype html><title>Parley</title>'
const app = new Hono()
let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-web-app-'))
  await mkdir(join(directory, 'assets'))
  await writeFile(join(directory, 'index.html'), PAGE)
  await writeFile(join(directory, 'index.html.br'), brotliCompressSync(PAGE))
  await writeFile(join(directory, 'assets', 'app-1.js'), 'go()')
  await writeFile(join(directory, 'early.json'), JSON.stringify({ room: ['/assets/room-1.js'] }))
  await webApp(app, directory)
})

afterAll(() => rm(directory, { recursive: true }))

const linkOf = async (path: string, cookie?: string) =>
  (await app.request(path, cookie === undefined ? {} : { headers: { cookie } })).headers.get('link')

test('[W8] a page announces what its scripts will ask for: a room its code, a member the rooms', async () => {
  const room = '</assets/room-1.js>; rel=modulepreload; crossorigin=anonymous'
  const asked = ['/api/me', '/api/rooms'].map(
    (path) => `<${path}>; rel=preload; as=fetch; crossorigin=anonymous`,
  )
  expect(await linkOf('/r/kitchen', 'parley_session=secret')).toBe([room, ...asked].join(', '))
  expect(await linkOf('/rooms/kitchen/messages/one', 'parley_session=secret')).toContain(room)
  expect(await linkOf('/', 'parley_session=secret')).toBe(asked.join(', '))
})

test('[W8 S1] nothing that a stranger may not read is announced to one', async () => {
  expect(await linkOf('/')).toBeNull()
  expect(await linkOf('/join/secret')).toBeNull()
  expect(await linkOf('/r/kitchen')).not.toContain('/api/')
  expect(await linkOf('/assets/app-1.js', 'parley_session=secret')).toBeNull()
})

test('[W8] what the build has compressed is sent as it is, and is no file of its own', async () => {
  const page = await app.request('/r/kitchen', { headers: { 'accept-encoding': 'gzip, br' } })
  expect(page.headers.get('content-encoding')).toBe('br')
  expect(new Uint8Array(await page.arrayBuffer())).toEqual(new Uint8Array(brotliCompressSync(PAGE)))
  expect(await (await app.request('/r/kitchen')).text()).toBe(PAGE)
  expect((await app.request('/index.html.br')).status).toBe(404)
  const script = await app.request('/assets/app-1.js', { headers: { 'accept-encoding': 'br' } })
  expect(script.headers.get('content-encoding')).toBe('br')
  expect(script.headers.get('cache-control')).toContain('immutable')
})
