import type { Context } from 'hono'
import type { z } from 'zod'
import { LIMITS } from '@parley/protocol'
import type { Scope } from '@parley/protocol'
import type { Headers } from '../authority/authenticate.ts'
import { requireScope } from '../authority/grant.ts'
import type { Principal } from '../authority/principal.ts'
import type { Office } from '../commands/context.ts'
import { invalidInput, Refusal } from '../refusal.ts'

/**
 * Who asks, with a token that may do this: a request that only reads needs `read`, another one `write`,
 * unless the route says more. A foreign page's request has no principal, whatever cookies came with it.
 * @throws Refusal
 */
export async function principalOf(
  context: Context,
  office: Pick<Office, 'authority'>,
  scope: Scope = context.req.method === 'GET' ? 'read' : 'write',
): Promise<Principal> {
  const principal = await authenticated(context, office)
  requireScope(principal, scope)
  return principal
}

/** Who asks, where what is asked for says which scope it needs. @throws Refusal */
export async function authenticated(context: Context, office: Pick<Office, 'authority'>): Promise<Principal> {
  const principal = await office.authority.principal(headersOf(context))
  if (principal === undefined) throw new Refusal('unauthorized')
  return principal
}

/** What tells who asks. */
export function headersOf(context: Context): Headers {
  return {
    authorization: context.req.header('authorization'),
    cookie: context.req.header('cookie'),
    origin: context.req.header('origin'),
    host: context.req.header('host'),
  }
}

/** @throws Refusal with the fields that are wrong */
export function valid<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw invalidInput(parsed.error)
}

/** The JSON of a request's body, within the size of a frame; no body is `{}`. @throws Refusal */
export async function readBody(context: Context): Promise<unknown> {
  const declared = Number(context.req.header('content-length') ?? 0)
  if (declared > LIMITS.maxFrameBytes) throw new Refusal('too-large')
  const text = await context.req.text()
  if (Buffer.byteLength(text) > LIMITS.maxFrameBytes) throw new Refusal('too-large')
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid-frame', 'The body is not JSON.')
  }
}
