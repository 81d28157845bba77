import type { ErrorCode, Scope } from '@parley/protocol'
import type { z } from 'zod'

/** What is promised of one route; the document is made from these, and the tests hold the routes to them. [E1] */
export type RouteDoc = {
  method: 'get' | 'post' | 'patch' | 'delete'
  /** As it is registered: parameters begin with a colon. */
  path: string
  tag: 'Account' | 'Rooms' | 'Invitations' | 'Agents' | 'Channel' | 'Server'
  summary: string
  /** What a token needs; `none`: nobody need be signed in. By default `read` to get and `write` for the rest. */
  scope?: Scope | 'none'
  query?: z.ZodObject
  body?: z.ZodType
  /** The body is a file as it is. */
  upload?: true
  /** Of success. */
  status: 200 | 201 | 204 | 302
  /** JSON by a schema, another type of content by its name, or nothing. */
  answer?:
    | z.ZodType
    | 'text/plain'
    | 'text/html'
    | 'text/css'
    | 'text/event-stream'
    | 'application/json'
    | 'application/octet-stream'
    | 'application/x-ndjson'
    | 'image/png'
  /** Besides those that every route may answer with. */
  errors?: readonly ErrorCode[]
}

/** Errors that any route of its scope may answer with. */
export function errorsOf({ scope, body, query, path, errors = [] }: RouteDoc): ErrorCode[] {
  const input: ErrorCode[] =
    body !== undefined || query !== undefined || path.includes(':') ? ['invalid-input'] : []
  const bodied: ErrorCode[] = body === undefined ? [] : ['invalid-frame', 'too-large']
  const signedIn: ErrorCode[] = scope === 'none' ? [] : ['unauthorized', 'forbidden']
  return [...new Set([...signedIn, ...input, ...bodied, ...errors, 'unavailable', 'internal'] as const)]
}
