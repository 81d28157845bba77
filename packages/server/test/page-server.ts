import { encode } from 'fast-png'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PREVIEW_RULES } from '../src/previews/link-previews.ts'
import { isPublicAddress } from '../src/tools/web/address.ts'
import type { WebRules } from '../src/tools/web/get-page.ts'
import { NAMES } from './hostile-urls.ts'

/** The one address of this machine that tests call public; every other one stays forbidden. */
const PUBLIC = '127.0.0.78'
/** Where the pages are, by the rules of `PageServer`. */
const HOST = 'pages.parley.dev'

export type Answer = { type?: string; status?: number; location?: string; body: string | Uint8Array }

/** A web of a few pages, and rules by which a server asks it and nothing else. */
export class PageServer {
  /** What was asked for, in its order. */
  readonly asked: string[] = []
  readonly #server: Server
  readonly #answers: Map<string, Answer>
  /** Answers wait for this. */
  hold: Promise<void> = Promise.resolve()

  private constructor(answers: Record<string, Answer>) {
    this.#answers = new Map(Object.entries(answers))
    this.#server = createServer((request, response) => {
      const path = request.url ?? ''
      this.asked.push(path)
      const {
        type = 'text/html; charset=utf-8',
        status = 200,
        location,
        body,
      } = this.#answers.get(path) ?? MISSING
      const headers = { 'content-type': type, ...(location === undefined ? {} : { location }) }
      void this.hold.then(() => response.writeHead(status, headers).end(body))
    })
  }

  static async open(answers: Record<string, Answer>): Promise<PageServer> {
    const pages = new PageServer(answers)
    await new Promise<void>((resolve) => pages.#server.listen(0, PUBLIC, resolve))
    return pages
  }

  get rules(): WebRules {
    return {
      ...PREVIEW_RULES,
      ports: new Set([this.#port]),
      resolve: async (host) => (host === HOST ? [PUBLIC] : [...(NAMES[host] ?? [])]),
      isPublic: (address) => address === PUBLIC || isPublicAddress(address),
    }
  }

  /** What it answers from now on. */
  put(path: string, answer: Answer): void {
    this.#answers.set(path, answer)
  }

  url(path: string): string {
    return `http://${HOST}:${this.#port}${path}`
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port
  }
}

const MISSING: Answer = { status: 404, body: 'No' }

/** The head of a page that says these things of itself. */
export function pageOf(said: Record<string, string>): Answer {
  const metas = Object.entries(said).map(([name, content]) => {
    const safe = content.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
    return `<meta property="${name}" content="${safe}">`
  })
  return { body: `<!doctype html><html><head>${metas.join('')}</head><body>Words</body></html>` }
}

/** A picture of one colour. */
export function pictureOf(width: number, height: number, [red, green, blue] = [196, 90, 60]): Answer {
  const data = new Uint8Array(width * height * 3)
  for (let at = 0; at < data.length; at += 3) data.set([red ?? 0, green ?? 0, blue ?? 0], at)
  return { type: 'image/png', body: encode({ width, height, data, channels: 3, depth: 8 }) }
}
