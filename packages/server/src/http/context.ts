import type { Context } from 'hono'
import type { z } from 'zod'
import { LIMITS } from '@parley/protocol'
import { authenticate, isSameOrigin } from '../authority/authenticate.ts'
import type { Headers } from '../authority/authenticate.ts'
import type { Principal } from '../authority/principal.ts'
import type { Office } from '../commands/context.ts'
import { invalidInput, Refusal } from '../refusal.ts'

/** Who asks; a foreign page's request has no principal, whatever cookies came with it. @throws Refusal */
export async function principalOf(context: Context, office: Office): Promise<Principal> {
  const headers: Headers = {
    authorization: context.req.header('authorization'),
    cookie: context.req.header('cookie'),
    origin: context.req.header('origin'),
    host: context.req.header('host'),
  }
  const principal = isSameOrigin(headers)
    ? await authenticate(office.store.directory, headers, office.now())
    : undefined
  if (principal === undefined) throw new Refusal('unauthorized')
  return principal
}

/** @throws Refusal with the fields that are wrong */
export function valid<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw invalidInput(parsed.error)
}

/** The JSON of a request's body, within the size of a frame. @throws Refusal */
export async function readBody(context: Context): Promise<unknown> {
  const declared = Number(context.req.header('content-length') ?? 0)
  if (declared > LIMITS.maxFrameBytes) throw new Refusal('too-large')
  const text = await context.req.text()
  if (Buffer.byteLength(text) > LIMITS.maxFrameBytes) throw new Refusal('too-large')
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid-frame', 'The body is not JSON.')
  }
}
