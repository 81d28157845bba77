import type { Agent, Me, RoomId, RoomList, TimelinePage, WireError } from '@parley/protocol'
import { localError, ParleyError } from './parley-error.ts'

/** Older items in one page. */
const PAGE_SIZE = 50

/** What the client reads over HTTP. Everything throws a `ParleyError`. */
export class HttpApi {
  readonly #url: string
  readonly #headers: Record<string, string>
  readonly #fetch: typeof globalThis.fetch
  readonly #ended = new AbortController()

  constructor(url: string, token: string | undefined, fetch: typeof globalThis.fetch) {
    this.#url = url
    this.#headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    this.#fetch = fetch
  }

  me(): Promise<Me> {
    return this.#get<Me>('/api/me')
  }

  rooms(): Promise<RoomList> {
    return this.#get<RoomList>('/api/rooms')
  }

  agents(): Promise<{ agents: Agent[] }> {
    return this.#get<{ agents: Agent[] }>('/api/agents')
  }

  timeline(room: RoomId, before: number): Promise<TimelinePage> {
    return this.#get<TimelinePage>(`/api/rooms/${room}/timeline?before=${before}&limit=${PAGE_SIZE}`)
  }

  /** Gives up what is under way. */
  close(): void {
    this.#ended.abort()
  }

  async #get<Answer>(path: string): Promise<Answer> {
    const response = await this.#request(path)
    if (!response.ok) throw new ParleyError(await readError(response))
    try {
      return await response.json()
    } catch (cause) {
      throw new ParleyError(localError('unavailable', 'The answer of the server was cut off.'), { cause })
    }
  }

  async #request(path: string): Promise<Response> {
    const { signal } = this.#ended
    try {
      // Taken out of `this`, as browsers refuse to fetch in the name of another object.
      const fetch = this.#fetch
      return await fetch(this.#url + path, { headers: this.#headers, signal, credentials: 'same-origin' })
    } catch (cause) {
      throw new ParleyError(localError('unavailable', 'The server cannot be reached.'), { cause })
    }
  }
}

/** A proxy in between may answer with anything: then the status has to do. */
async function readError(response: Response): Promise<WireError> {
  const body: { error?: Partial<WireError> } | undefined = await response.json().catch(() => undefined)
  const error = body?.error
  if (typeof error?.code === 'string' && typeof error.message === 'string') {
    return { ...error, code: error.code, message: error.message, retryable: error.retryable === true }
  }
  if (response.status === 401) return localError('unauthorized', 'No valid session or token.')
  return localError('unavailable', `The server answered with status ${response.status}.`)
}
