import { WireError } from '@parley/protocol'
import { z } from 'zod'
import { errorsOf } from '../src/http/openapi/route-doc.ts'
import type { RouteDoc } from '../src/http/openapi/route-doc.ts'
import { ROUTES } from '../src/http/openapi/routes.ts'

/** Throws unless the answer to a request is what the document says of its route. [E1] */
export function requireDocumented(method: string, path: string, status: number, text: string): void {
  const route = routeOf(method, path.split('?', 1)[0] ?? '')
  // A path that no route has is answered with `not-found`.
  if (route === undefined) return
  const told = `${method} ${path}: ${status}`
  if (status >= 400) {
    if (!text.startsWith('{')) throw new Error(`${told} without an error`)
    const { error } = z.object({ error: WireError }).parse(JSON.parse(text))
    if (!errorsOf(route).includes(error.code)) throw new Error(`${told}: ${error.code} is not documented`)
    return
  }
  if (status !== route.status) throw new Error(`${told} is not documented`)
  if (route.answer === undefined && status !== 302 && text !== '')
    throw new Error(`${told}: a body is not documented`)
  if (typeof route.answer !== 'object') return
  const body: unknown = JSON.parse(text)
  const parsed: unknown = route.answer.parse(body)
  // What is not in the schema is gone after parsing.
  if (sorted(parsed) !== sorted(body)) throw new Error(`${told}: some fields are not documented`)
}

function routeOf(method: string, path: string): RouteDoc | undefined {
  return ROUTES.find(
    (route) =>
      route.method === method.toLowerCase() &&
      new RegExp(`^${route.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(path),
  )
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
