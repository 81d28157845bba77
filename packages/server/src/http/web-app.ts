import type { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { SESSION_COOKIE } from '../authority/sessions.ts'
import { earlyLinks } from './early-links.ts'
import type { EarlyLinks } from './early-links.ts'
import { policyFor } from './security.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.txt': 'text/plain; charset=utf-8',
}
const INCOMPRESSIBLE = new Set(['.png', '.woff2', '.mp3'])
const compress = promisify(brotliCompress)

/** Beside a file: the same compressed, as the build leaves it. */
const COMPRESSED = '.br'
const NONE_EARLY: EarlyLinks = { page: [], room: [] }

type File = { path: string; type: string; bytes: Buffer; etag: string; compressed?: Promise<Buffer> }

/**
 * Serves the built web app from memory: brotli, strong validators, hashed files for ever. Paths of
 * the app's own routes (`/r/…`) get its page, which announces what it will need. [W8]
 */
export async function webApp(app: Hono, directory: string): Promise<void> {
  const files = await readFiles(directory)
  const page = files.get('/index.html')
  const early = await readEarly(directory)
  const policy = policyFor(page?.bytes.toString() ?? '')
  app.get('*', async (context) => {
    const path = decodeURI(context.req.path)
    const file = files.get(path) ?? (extname(path) === '' && !path.startsWith('/api/') ? page : undefined)
    if (file === undefined) return context.notFound()
    const headers: Record<string, string> = {
      'Content-Type': file.type,
      ETag: file.etag,
      Vary: 'Accept-Encoding',
      'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    }
    if (file === page) {
      headers['Content-Security-Policy'] = policy
      const links = earlyLinks(path, getCookie(context, SESSION_COOKIE) !== undefined, early)
      if (links !== undefined) headers['Link'] = links
    }
    if (context.req.header('if-none-match') === file.etag) return context.body(null, 304, headers)
    const brotli = /\bbr\b/.test(context.req.header('accept-encoding') ?? '')
    if (!brotli || INCOMPRESSIBLE.has(extname(file.path)))
      return context.body(new Uint8Array(file.bytes), 200, headers)
    file.compressed ??= compress(file.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
    return context.body(new Uint8Array(await file.compressed), 200, { ...headers, 'Content-Encoding': 'br' })
  })
}

async function readEarly(directory: string): Promise<EarlyLinks> {
  try {
    return JSON.parse(await readFile(join(directory, 'early.json'), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NONE_EARLY
    throw error
  }
}

async function readFiles(directory: string): Promise<Map<string, File>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry): Promise<[string, File]> => {
        const path = join(entry.parentPath, entry.name)
        const bytes = await readFile(path)
        const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
        const type = TYPES[extname(path)] ?? 'application/octet-stream'
        return [`/${relative(directory, path).split(sep).join('/')}`, { path, type, bytes, etag }]
      }),
  )
  const all = new Map(files)
  for (const [path, { bytes }] of files) {
    const file = path.endsWith(COMPRESSED) ? all.get(path.slice(0, -COMPRESSED.length)) : undefined
    if (file === undefined) continue
    file.compressed = Promise.resolve(bytes)
    all.delete(path)
  }
  return all
}
