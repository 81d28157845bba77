import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { HOSTILE_URLS } from '../../test/hostile-urls.ts'
import { PageServer, pageOf, pictureOf } from '../../test/page-server.ts'
import type { WebRules } from '../tools/web/get-page.ts'
import { lookUp } from './look-up.ts'

// More than four hundred requests, each by a connection of its own.
vi.setConfig({ testTimeout: 60_000 })

let pages: PageServer
let secret: Server
let secretHits = 0
let aims: string[]

beforeAll(async () => {
  pages = await PageServer.open({ '/roses': pageOf({ 'og:title': 'Roses', 'og:image': '/roses.png' }) })
  pages.put('/roses.png', pictureOf(60, 60))
  secret = createServer((_, response) => {
    secretHits += 1
    response.end('<title>secret</title>')
  })
  await new Promise<void>((resolve) => secret.listen(0, '127.0.0.1', resolve))
  const { port } = secret.address() as AddressInfo
  const there = ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', 'inner.example.org']
  aims = [...HOSTILE_URLS, ...there.map((host) => `http://${host}:${port}/`)]
})

afterAll(() => {
  pages.close()
  secret.close()
})

const rules = (): WebRules => ({
  ...pages.rules,
  ports: new Set([...pages.rules.ports, (secret.address() as AddressInfo).port]),
})
const look = (url: string, more: Partial<WebRules> = {}) =>
  lookUp(url, { ...rules(), ...more }, new AbortController().signal)

test('[W4] a page that can be asked says what it is', async () => {
  expect(await look(pages.url('/roses'))).toMatchObject({ title: 'Roses', picture: { name: 'preview.png' } })
})

test('[S4] none of the hostile addresses is asked: as a link, as a picture, or by a redirect of either', async () => {
  expect(aims.length).toBeGreaterThanOrEqual(110)
  const before = pages.asked.length
  for (const url of aims) await expect(look(url), url).rejects.toMatchObject({ name: 'ToolError' })
  expect(pages.asked).toHaveLength(before)
  for (const url of aims) {
    // What a page of that name would lead to is the page itself.
    if (!url.includes(':') || url.length > 2_000) continue
    const location = Buffer.from(url).toString('latin1')
    pages.put('/to', { status: 302, location, body: '' })
    pages.put('/to.png', { status: 302, location, body: '' })
    pages.put('/page', pageOf({ 'og:title': 'Page', 'og:image': url }))
    pages.put('/page-to', pageOf({ 'og:title': 'Page', 'og:image': '/to.png' }))
    await expect(look(pages.url('/to')), url).rejects.toMatchObject({ name: 'ToolError' })
    await expect(look(pages.url('/to.png')), url).rejects.toMatchObject({ name: 'ToolError' })
    expect(await look(pages.url('/page')), url).toEqual({ title: 'Page' })
    expect(await look(pages.url('/page-to')), url).toEqual({ title: 'Page' })
  }
  expect(secretHits).toBe(0)
})

test('[S4] a name that resolves to another address for its picture gains nothing', async () => {
  let asked = 0
  const resolve = async () => [(asked += 1) === 1 ? '127.0.0.78' : '127.0.0.1']
  expect(await look(pages.url('/roses'), { resolve })).toEqual({ title: 'Roses' })
  expect(asked).toBe(2)
})

test('[W4 S3] of a page no more is read than it needs; of a picture all or nothing', async () => {
  const { body } = pageOf({ 'og:title': 'Long' })
  pages.put('/long', { body: `${String(body)}${'x'.repeat(2_000_000)}` })
  expect(await look(pages.url('/long'))).toEqual({ title: 'Long' })
  pages.put('/late', { body: `${'<p>'.padEnd(300_000, 'x')}<title>Late</title>` })
  expect(await look(pages.url('/late'))).toBeUndefined()
  const { body: picture } = pictureOf(60, 60)
  pages.put('/huge.png', {
    type: 'image/png',
    body: Buffer.concat([picture as Uint8Array, Buffer.alloc(4_000_000)]),
  })
  expect(await look(pages.url('/huge.png'))).toBeUndefined()
})

test('[S4] a small file that unpacks to a giant picture is none', async () => {
  const giant = Buffer.from(pictureOf(60, 60).body as Uint8Array)
  giant.writeUInt32BE(30_000, 16)
  giant.writeUInt32BE(30_000, 20)
  pages.put('/giant.png', { type: 'image/png', body: giant })
  expect(await look(pages.url('/giant.png'))).toBeUndefined()
})
