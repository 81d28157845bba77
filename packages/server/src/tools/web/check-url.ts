import { isIP } from 'node:net'
import { ToolError } from '../tool.ts'

/** Names that lead into somebody's own network, whatever a resolver says of them. */
const INNER =
  /(^|\.)(localhost|local|localdomain|internal|intranet|private|corp|home|lan|arpa|onion|test|invalid|example)$/

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 }
const MAX_CHARACTERS = 2_048

/** A place on the web that may be asked, as far as its address tells. */
export type Target = { url: URL; host: string; port: number; literal: boolean }

/**
 * Checks everything of an address that can be checked without asking anybody. `URL` has put numbers in any
 * writing (decimal, octal, hexadecimal, full-width) into their usual one. Throws a ToolError.
 */
export function checkUrl(text: string, base: URL | undefined, ports: ReadonlySet<number>): Target {
  if (text.length > MAX_CHARACTERS) throw new ToolError('The address is too long.')
  if (!URL.canParse(text, base)) throw new ToolError('That is not an address of a page.')
  const url = new URL(text, base)
  const usual = DEFAULT_PORTS[url.protocol]
  if (usual === undefined) throw new ToolError('Only http and https addresses can be fetched.')
  if (url.username !== '' || url.password !== '')
    throw new ToolError('An address with a user name or password is not fetched.')
  const port = url.port === '' ? usual : Number(url.port)
  if (port !== usual && !ports.has(port)) throw new ToolError(`Port ${port} is not fetched.`)
  const host = url.hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
  const literal = isIP(host) !== 0
  if (!literal && (!host.includes('.') || INNER.test(host)))
    throw new ToolError('That name belongs to an inner network and is not fetched.')
  return { url, host, port, literal }
}
