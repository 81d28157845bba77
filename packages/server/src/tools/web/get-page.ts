import { lookup as systemLookup } from 'node:dns/promises'
import { request as requestHttp } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIPv6 } from 'node:net'
import type { LookupFunction } from 'node:net'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { ToolError } from '../tool.ts'
import { untilAborted } from '../until-aborted.ts'
import { isPublicAddress } from './address.ts'
import { checkUrl } from './check-url.ts'
import type { Target } from './check-url.ts'

/** What is wanted of an address: `name` in words, `accept` for its server, `types` as they are then told. */
export type Kinds = { readonly name: string; readonly accept: string; readonly types: RegExp }

export const TEXTS: Kinds = {
  name: 'text',
  accept: 'text/html, text/plain, application/json, application/xml;q=0.9, text/*;q=0.8',
  types: /^(text\/[\w.+-]+|application\/(json|xml|xhtml\+xml|javascript|[\w.+-]+\+(json|xml)))$/,
}

export type WebRules = {
  readonly kinds: Kinds
  /** Ports besides 80 and 443. */
  readonly ports: ReadonlySet<number>
  /** All addresses of a name. */
  readonly resolve: (host: string) => Promise<string[]>
  readonly isPublic: (address: string) => boolean
  readonly maxBytes: number
  readonly maxRedirects: number
  readonly timeoutMs: number
  /** A hostile page can be slow to take apart; it is given up then. */
  readonly parseMs: number
}

export const WEB_RULES: WebRules = {
  kinds: TEXTS,
  ports: new Set(),
  resolve: async (host) => (await systemLookup(host, { all: true })).map(({ address }) => address),
  isPublic: isPublicAddress,
  maxBytes: 1024 * 1024,
  maxRedirects: 5,
  timeoutMs: 10_000,
  parseMs: 5_000,
}

/** `cut`: there was more than may be read. */
export type Page = { url: string; type: string; charset: string | undefined; body: Buffer; cut: boolean }

/**
 * Fetches a page of the public web. Each address on the way, redirects included, is checked by its name and by
 * what it resolves to, and the connection goes to the very address that was checked: what a resolver says a
 * moment later does not matter. Throws a ToolError, or the signal's reason. [M7, S4]
 */
export async function getPage(text: string, rules: WebRules, caller: AbortSignal): Promise<Page> {
  const time = AbortSignal.timeout(rules.timeoutMs)
  const signal = AbortSignal.any([caller, time])
  try {
    let target = checkUrl(text, undefined, rules.ports)
    for (let redirects = 0; ; redirects += 1) {
      const response = await ask(target, rules, signal)
      const next = locationOf(response)
      if (next === undefined) return await readPage(target, response, rules)
      response.destroy()
      if (redirects === rules.maxRedirects) throw new ToolError('It redirects too often.')
      target = checkUrl(next, target.url, rules.ports)
    }
  } catch (error) {
    caller.throwIfAborted()
    if (error instanceof ToolError) throw error
    if (time.aborted) throw new ToolError(`It did not answer within ${rules.timeoutMs / 1_000} seconds.`)
    throw new ToolError('It could not be reached.', { cause: error })
  }
}

async function ask(target: Target, rules: WebRules, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, host, literal } = target
  const addresses = literal ? [host] : await untilAborted(rules.resolve(host), signal)
  if (addresses.length === 0 || !addresses.every((address) => rules.isPublic(address)))
    throw new ToolError('That address belongs to an inner network and is not fetched.')
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    request(
      url,
      {
        agent: false,
        lookup: only(addresses),
        signal,
        maxHeaderSize: 16_384,
        headers: {
          accept: rules.kinds.accept,
          'accept-encoding': 'gzip, deflate, br',
          'user-agent': 'Parley/1.0 (reads a page for a person)',
        },
      },
      resolve,
    )
      .once('error', reject)
      .end()
  })
}

/** Answers with the addresses that were checked, whatever it is asked. */
function only(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
  return (_host, options, done) => {
    const [first] = all
    if (options.all === true) done(null, all)
    else done(null, first?.address ?? '', first?.family)
  }
}

function locationOf({ statusCode = 0, headers }: IncomingMessage): string | undefined {
  return [301, 302, 303, 307, 308].includes(statusCode) ? headers.location : undefined
}

async function readPage(
  { url }: Target,
  response: IncomingMessage,
  { kinds, maxBytes }: WebRules,
): Promise<Page> {
  const { statusCode = 0, headers } = response
  const [kind = '', ...parameters] = (headers['content-type'] ?? 'text/plain').split(';')
  const type = kind.trim().toLowerCase()
  const charset = parameters.map((one) => /^\s*charset="?([\w-]+)"?\s*$/i.exec(one)?.[1]).find(Boolean)
  try {
    if (statusCode >= 400) throw new ToolError(`It answered with status ${statusCode}.`)
    if (!kinds.types.test(type))
      throw new ToolError(`It is ${type || 'of an unknown type'}, which is not ${kinds.name}.`)
    const { body, cut } = await readBytes(decoded(response), maxBytes)
    return { url: url.href, type, charset, body, cut }
  } finally {
    response.destroy()
  }
}

/** The bytes as they were before they were packed; what they unpack to is counted, not what was sent. */
function decoded(response: IncomingMessage): Readable {
  const unpack = {
    gzip: createGunzip,
    'x-gzip': createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  }[response.headers['content-encoding']?.trim().toLowerCase() ?? '']
  if (unpack === undefined) return response
  const unpacked = unpack()
  response.once('error', (error) => unpacked.destroy(error))
  return response.pipe(unpacked)
}

async function readBytes(stream: Readable, maxBytes: number): Promise<{ body: Buffer; cut: boolean }> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size > maxBytes) break
  }
  stream.destroy()
  return { body: Buffer.concat(chunks).subarray(0, maxBytes), cut: size > maxBytes }
}
