import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOSTILE_URLS, NAMES } from '../../test/hostile-urls.ts'
import { isPublicAddress } from './web/address.ts'
import { WEB_RULES } from './web/get-page.ts'
import type { WebRules } from './web/get-page.ts'
import { webFetch } from './web-fetch.ts'

/** The one address that the tests call public; everything else of this machine stays forbidden. */
const PUBLIC = '127.0.0.77'
const ARTICLE = `<html><head><title>Roses</title><script>steal()</script></head><body>
  <nav>Home About</nav><article><h1>Roses</h1>${'<p>There are eleven roses in the garden, and they are red.</p>'.repeat(8)}</article>
  </body></html>`

let pages: Server
let secret: Server
let secretHits = 0
let port = 0
let secretPort = 0
const resolved: string[] = []

const answer: RequestListener = (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://x')
  const html = { 'content-type': 'text/html; charset=utf-8' }
  switch (pathname) {
    case '/to':
      return void response
        .writeHead(302, { location: Buffer.from(searchParams.get('url') ?? '').toString('latin1') })
        .end()
    case '/loop':
      return void response.writeHead(301, { location: '/loop' }).end()
    case '/large':
      return void response.writeHead(200, { 'content-type': 'text/plain' }).end('x'.repeat(3_000_000))
    case '/bomb':
      return void response
        .writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' })
        .end(gzipSync(Buffer.alloc(60_000_000)))
    case '/image':
      return void response.writeHead(200, { 'content-type': 'image/png' }).end('PNG')
    case '/silent':
      return
    case '/missing':
      return void response.writeHead(404, html).end('no')
    case '/deep':
      return void response.writeHead(200, html).end('<div>'.repeat(150_000))
    case '/latin':
      return void response
        .writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' })
        .end(Buffer.from('caf\u00e9', 'latin1'))
    default:
      return void response.writeHead(200, html).end(ARTICLE)
  }
}

function listen(server: Server, host: string): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, host, () => resolve((server.address() as AddressInfo).port)),
  )
}

beforeAll(async () => {
  pages = createServer(answer)
  secret = createServer((_, response) => {
    secretHits += 1
    response.end('secret')
  })
  port = await listen(pages, PUBLIC)
  secretPort = await listen(secret, '127.0.0.1')
})

afterAll(() => {
  for (const server of [pages, secret]) {
    server.close()
    server.closeAllConnections()
  }
})

function rules(more: Partial<WebRules> = {}): WebRules {
  return {
    ...WEB_RULES,
    ports: new Set([port, secretPort]),
    resolve: async (host) => {
      resolved.push(host)
      const addresses = NAMES[host]
      if (addresses === undefined) throw new Error('ENOTFOUND')
      return [...addresses]
    },
    isPublic: (address) => address === PUBLIC || isPublicAddress(address),
    ...more,
  }
}

const run = (url: string, more?: Partial<WebRules>, signal = new AbortController().signal) =>
  webFetch(rules(more)).run({ url }, { room: 'r' as never, person: undefined, signal })

const place = (path: string) => `http://public.example.org:${port}${path}`

test('[M7] a page of the public web is read as a person would read it', async () => {
  const text = await run(place('/'))
  expect(text).toContain('Title: Roses')
  expect(text).toContain('There are eleven roses in the garden, and they are red.')
  expect(text).not.toContain('steal()')
  expect(text).not.toContain('Home About')
})

test('[M7] what is not UTF-8 is read by its own charset', async () => {
  expect(await run(place('/latin'))).toContain('café')
})

test('[S4 M7] none of the hostile addresses is asked, however it is written', async () => {
  expect(HOSTILE_URLS.length).toBeGreaterThanOrEqual(60)
  for (const url of HOSTILE_URLS) await expect(run(url), url).rejects.toMatchObject({ name: 'ToolError' })
  expect(secretHits).toBe(0)
})

test('[S4 M7] nor is one with the port of a service that is there', async () => {
  const there = [
    '127.0.0.1',
    'localhost',
    '2130706433',
    '0x7f.1',
    '[::ffff:127.0.0.1]',
    'inner.example.org',
    'half.example.org',
  ]
  for (const host of there) {
    await expect(run(`http://${host}:${secretPort}/`), host).rejects.toMatchObject({ name: 'ToolError' })
  }
  expect(secretHits).toBe(0)
})

test('[S4 M7] a redirect is checked as if it had been asked for', async () => {
  expect(await run(place(`/to?url=${encodeURIComponent(place('/'))}`))).toContain('eleven roses')
  const aims = [
    ...HOSTILE_URLS.filter((url) => url.includes(':')),
    `http://127.0.0.1:${secretPort}/`,
    `//localhost:${secretPort}/`,
  ]
  for (const url of aims) {
    const from = place(`/to?url=${encodeURIComponent(url.slice(0, 1_000))}`)
    // Cut short, the address that is too long is none of them any more.
    if (url.length > 1_000) continue
    await expect(run(from), url).rejects.toMatchObject({ name: 'ToolError' })
  }
  expect(secretHits).toBe(0)
})

test('[S4 M7] a name that resolves to another address a moment later gains nothing', async () => {
  let asked = 0
  const rebinding = { resolve: async () => [(asked += 1) === 1 ? PUBLIC : '127.0.0.1'] }
  expect(await run(`http://rebind.example.org:${port}/`, rebinding)).toContain('eleven roses')
  expect(asked).toBe(1)
  asked = 0
  await expect(
    run(
      `http://rebind.example.org:${port}/to?url=${encodeURIComponent(`http://rebind.example.org:${secretPort}/`)}`,
      rebinding,
    ),
  ).rejects.toMatchObject({ name: 'ToolError' })
  expect(secretHits).toBe(0)
})

test('[M7] size, kind, status, redirects and time are bounded', async () => {
  const large = await run(place('/large'))
  expect(large.length).toBeLessThan(1_100_000)
  expect(large).toContain('[cut off]')
  expect((await run(place('/bomb'))).length).toBeLessThan(1_100_000)
  await expect(run(place('/image'))).rejects.toThrow('image/png, which is not text')
  await expect(run(place('/missing'))).rejects.toThrow('status 404')
  await expect(run(place('/loop'))).rejects.toThrow('redirects too often')
  await expect(run(place('/silent'), { timeoutMs: 150 })).rejects.toThrow('did not answer within')
  await expect(run(place('/'), { resolve: () => new Promise(() => {}), timeoutMs: 50 })).rejects.toThrow(
    'did not answer within',
  )
})

test('[M7] a page that is made to be slow to take apart is given up', async () => {
  const text = await run(place('/deep'), { parseMs: 300 }).catch((error: Error) => error.message)
  expect(text).toMatch(/no text|could not be read/)
})

test('[D4] an abort ends it at once', async () => {
  const controller = new AbortController()
  const fetching = run(place('/silent'), {}, controller.signal)
  controller.abort(new Error('cut off'))
  await expect(fetching).rejects.toThrow('cut off')
})

test.each(['8.8.8.8', '1.1.1.1', '93.184.215.14', '2606:4700:4700::1111', '2a00:1450:4001:831::200e'])(
  '[M7] %s is public',
  (address) => expect(isPublicAddress(address)).toBe(true),
)
