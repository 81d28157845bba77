import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../src/http/app.ts'
import { docsPage } from '../src/http/openapi/docs-page.ts'
import { openApiDocument } from '../src/http/openapi/document.ts'
import { ROUTES } from '../src/http/openapi/routes.ts'
import { requireDocumented } from './documented.ts'
import { openServer } from './open-server.ts'
import type { TestServer } from './open-server.ts'

let parley: TestServer
beforeAll(async () => {
  parley = await openServer()
})
afterAll(() => parley.server.close())

const document = openApiDocument('1.2.3')
const key = (method: string, path: string) => `${method.toUpperCase()} ${path}`

test('[E1] every route that is registered is documented, and no other', async () => {
  const ports = { office: { store: { directory: {} } }, about: { server: { version: '' } } }
  const app = await createApp(ports as never)
  const registered = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => key(method, path))
  expect(ROUTES.map(({ method, path }) => key(method, path)).toSorted()).toEqual(
    [...new Set(registered)].toSorted(),
  )
})

test('[E1] every reference of the document leads somewhere, and every operation has its own name', () => {
  const { components, paths } = document as {
    components: { schemas: Record<string, unknown> }
    paths: Record<string, Record<string, { operationId: string }>>
  }
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)]
  expect(references.length).toBeGreaterThan(100)
  for (const [, name = ''] of references) expect(components.schemas, name).toHaveProperty(name)
  const names = Object.values(paths).flatMap((methods) =>
    Object.values(methods).map((one) => one.operationId),
  )
  expect(new Set(names).size).toBe(names.length)
})

test('[E1] the server serves the document as it is', async () => {
  const response = await fetch(`${parley.server.url}/api/openapi.json`)
  const { info, ...rest } = (await response.json()) as { info: { version: string } }
  const { info: _, ...same } = document
  expect(rest).toEqual(JSON.parse(JSON.stringify(same)))
  expect(info.version).toMatch(/^\d+\.\d+\.\d+$/)
})

test('[E1 S4] the page names every route, and needs no script and nothing from elsewhere', async () => {
  const response = await fetch(`${parley.server.url}/api/docs`)
  expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'/)
  const page = await response.text()
  for (const { path } of ROUTES) expect(page).toContain(path.replaceAll(/:(\w+)/g, '{$1}'))
  expect(page).not.toMatch(/<script|<style|style=|https?:\/\//)
  expect((await fetch(`${parley.server.url}/api/docs.css`)).headers.get('content-type')).toMatch(/^text\/css/)
})

test('[S4] a name in the document cannot become part of the page', async () => {
  const hostile = structuredClone(document) as { info: { title: string } }
  hostile.info.title = '<img src=x onerror=alert(1)>'
  expect(String(await docsPage(hostile))).not.toContain('<img')
})

test('[E1] the check of answers sees what is not as documented', () => {
  const check = (status: number, body: unknown) => () =>
    requireDocumented('POST', '/api/sign-in-links', status, JSON.stringify(body))
  expect(check(201, { path: '/sign-in?token=x' })).not.toThrow()
  expect(check(200, { path: '/sign-in?token=x' })).toThrow('is not documented')
  expect(check(201, { path: '/sign-in?token=x', more: 1 })).toThrow('some fields')
  expect(check(201, { path: 1 })).toThrow('path')
  const error = { code: 'too-large', message: '', retryable: false }
  expect(check(413, { error })).toThrow('too-large is not documented')
})
