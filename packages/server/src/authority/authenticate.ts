/** A browser cannot set headers on a WebSocket: there a token travels as a second subprotocol. */
export const TOKEN_SUBPROTOCOL = 'parley.token.'

export type Headers = {
  authorization?: string | undefined
  cookie?: string | undefined
  origin?: string | undefined
  host?: string | undefined
  'sec-websocket-protocol'?: string | undefined
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

export function bearerToken(headers: Headers): string | undefined {
  const bearer = /^Bearer ([\w-]+)$/i.exec(headers.authorization ?? '')?.[1]
  if (bearer !== undefined) return bearer
  const offered = headers['sec-websocket-protocol']?.split(',').map((name) => name.trim()) ?? []
  return offered.find((name) => name.startsWith(TOKEN_SUBPROTOCOL))?.slice(TOKEN_SUBPROTOCOL.length)
}
