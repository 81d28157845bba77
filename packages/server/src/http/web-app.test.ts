import { Hono } from 'hono'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { brotliCompressSync } from 'node:zlib'
import { webApp } from './web-app.ts'

const PAGE =
  '<!doctype html><title>Parley</title><script>first()</script><script src="/x.js"></script><style>p{color:red}</style>'
const [ENTRY, ROOM] = ['app', 'room'].map(
  (name) => `</assets/${name}-1.js>; rel=modulepreload; crossorigin=anonymous`,
)
const app = new Hono()
let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-web-app-'))
  await mkdir(join(directory, 'assets'))
  await writeFile(join(directory, 'index.html'), PAGE)
  await writeFile(join(directory, 'index.html.br'), brotliCompressSync(PAGE))
  await writeFile(join(directory, 'assets', 'app-1.js'), 'go()')
  await writeFile(join(directory, 'early.json'), JSON.stringify({ page: [ENTRY], room: [ROOM] }))
  await webApp(app, directory)
})

afterAll(() => rm(directory, { recursive: true }))

const linkOf = async (path: string, cookie?: string) =>
  (await app.request(path, cookie === undefined ? {} : { headers: { cookie } })).headers.get('link')

test('[W8] a page announces what it will ask for: its scripts, a room its own, a member the rooms', async () => {
  const asked = ['/api/me', '/api/rooms'].map(
    (path) => `<${path}>; rel=preload; as=fetch; crossorigin=anonymous`,
  )
  expect(await linkOf('/r/kitchen', 'parley_session=secret')).toBe([ENTRY, ROOM, ...asked].join(', '))
  expect(await linkOf('/rooms/kitchen/messages/one', 'parley_session=secret')).toContain(ROOM)
  expect(await linkOf('/', 'parley_session=secret')).toBe([ENTRY, ...asked].join(', '))
})

test('[W8 S1] nothing that a stranger may not read is announced to one', async () => {
  expect(await linkOf('/')).toBe(ENTRY)
  expect(await linkOf('/join/secret')).toBe(ENTRY)
  expect(await linkOf('/r/kitchen')).not.toContain('/api/')
  expect(await linkOf('/assets/app-1.js', 'parley_session=secret')).toBeNull()
})

test('[S4] of what stands in a page, what the build laid there may run, by its hash, and nothing else', async () => {
  const policy = (await app.request('/r/kitchen')).headers.get('content-security-policy') ?? ''
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  expect(policy).toContain(`script-src 'self' ${hash('first()')};`)
  expect(policy).toContain(`style-src 'self' ${hash('p{color:red}')};`)
  expect(policy).not.toContain('unsafe')
  expect((await app.request('/assets/app-1.js')).headers.get('content-security-policy')).toBeNull()
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
