import type { Directory } from '../store/store.ts'
import { verify } from './credentials.ts'
import type { Principal } from './principal.ts'

export const SESSION_COOKIE = 'parley_session'
/** A browser cannot set headers on a WebSocket: there a token travels as a second subprotocol. */
export const TOKEN_SUBPROTOCOL = 'parley.token.'

export type Headers = {
  authorization?: string | undefined
  cookie?: string | undefined
  origin?: string | undefined
  host?: string | undefined
  'sec-websocket-protocol'?: string | undefined
}

/** The principal of a request or a socket's upgrade; undefined: nobody we know. [S1] */
export async function authenticate(
  directory: Directory,
  headers: Headers,
  now: number,
): Promise<Principal | undefined> {
  const token = bearerToken(headers)
  if (token !== undefined) return verify(directory, token, ['token'], now)
  const session = readCookie(headers.cookie, SESSION_COOKIE)
  return session === undefined ? undefined : verify(directory, session, ['session'], now)
}

/**
 * Whether a cookie may speak for this request: one that a foreign page sent must not. [S4]
 * Requests without an `Origin` do not come from a page's script; tokens are never sent by a browser
 * of its own accord.
 */
export function isSameOrigin(headers: Headers): boolean {
  if (headers.origin === undefined || bearerToken(headers) !== undefined) return true
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host
}

function bearerToken(headers: Headers): string | undefined {
  const bearer = /^Bearer ([\w-]+)$/i.exec(headers.authorization ?? '')?.[1]
  if (bearer !== undefined) return bearer
  const offered = headers['sec-websocket-protocol']?.split(',').map((name) => name.trim()) ?? []
  return offered.find((name) => name.startsWith(TOKEN_SUBPROTOCOL))?.slice(TOKEN_SUBPROTOCOL.length)
}

function readCookie(header: string | undefined, name: string): string | undefined {
  const pair = header?.split(';').find((part) => part.trim().startsWith(`${name}=`))
  return pair?.trim().slice(name.length + 1)
}
