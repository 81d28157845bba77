import type { CommandInput, WireError } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import { requireDocumented } from './documented.ts'

export type Answer<Body> = { status: number; body: Body; error: WireError['code'] | undefined }

/** Somebody at a server, with a browser's cookies or a token. */
export class Visitor {
  readonly url: string
  readonly #headers: Record<string, string>
  cookie: string | undefined

  constructor(url: string, { token, cookie }: { token?: string; cookie?: string } = {}) {
    this.url = url
    this.#headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    this.cookie = cookie
  }

  /** A browser that has opened a sign-in link. */
  static async signedIn(link: string, userAgent = 'Test'): Promise<Visitor> {
    const response = await fetch(link, { redirect: 'manual', headers: { 'user-agent': userAgent } })
    const visitor = new Visitor(new URL(link).origin)
    visitor.#take(response)
    return visitor
  }

  get headers(): Record<string, string> {
    return { ...this.#headers, ...(this.cookie === undefined ? {} : { cookie: this.cookie }) }
  }

  async ask<Body = Record<string, never>>(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(this.url + path, {
      method,
      headers: { ...this.headers, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    this.#take(response)
    const text = await response.text()
    requireDocumented(method, path, response.status, text)
    const json = (text === '' ? {} : JSON.parse(text)) as Body & { error?: WireError }
    return { status: response.status, body: json, error: json.error?.code }
  }

  command(room: string, command: CommandInput): Promise<Answer<{ seq: number }>> {
    return this.ask('POST', `/api/rooms/${room}/commands`, { id: randomUUID(), command })
  }

  #take(response: Response): void {
    const [cookie] = response.headers.getSetCookie()
    if (cookie !== undefined) this.cookie = cookie.split(';', 1)[0]
  }
}
