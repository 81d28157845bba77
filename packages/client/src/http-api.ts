import type {
  Agent,
  DeletedRoomList,
  EventId,
  Me,
  PreferenceChange,
  RoomId,
  RoomList,
  RoomPreferences,
  SearchResults,
  TimelineItem,
  TimelinePage,
  Why,
  WireError,
} from '@parley/protocol'
import { localError, ParleyError } from './parley-error.ts'
import type { EventPage } from './room.ts'

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

  rename(name: string): Promise<Me> {
    return this.ask<Me>('PATCH', '/api/me', { name })
  }

  rooms(): Promise<RoomList> {
    return this.#get<RoomList>('/api/rooms')
  }

  agents(): Promise<{ agents: Agent[] }> {
    return this.#get<{ agents: Agent[] }>('/api/agents')
  }

  timeline(room: RoomId, before?: number, limit = PAGE_SIZE): Promise<TimelinePage> {
    const from = before === undefined ? '' : `before=${before}&`
    return this.#get<TimelinePage>(`/api/rooms/${room}/timeline?${from}limit=${limit}`)
  }

  events(room: RoomId, after = 0, limit = PAGE_SIZE): Promise<EventPage> {
    return this.#get<EventPage>(`/api/rooms/${room}/events?after=${after}&limit=${limit}`)
  }

  why(room: RoomId, item: EventId): Promise<Why> {
    return this.#get<Why>(`/api/rooms/${room}/why/${item}`)
  }

  item(room: RoomId, item: EventId): Promise<TimelineItem> {
    return this.#get<TimelineItem>(`/api/rooms/${room}/items/${item}`)
  }

  prefer(room: RoomId, change: PreferenceChange): Promise<RoomPreferences> {
    return this.ask<RoomPreferences>('PATCH', `/api/rooms/${room}/preferences`, change)
  }

  deletedRooms(): Promise<DeletedRoomList> {
    return this.#get<DeletedRoomList>('/api/deleted-rooms')
  }

  search(query: string, limit: number): Promise<SearchResults> {
    return this.#get<SearchResults>(`/api/search?q=${encodeURIComponent(query)}&limit=${limit}`)
  }

  /** Gives up what is under way. */
  close(): void {
    this.#ended.abort()
  }

  /** Any request; answers undefined where the server has nothing to say. */
  async ask<Answer>(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<Answer> {
    const response = await this.#request(path, { method, ...(body ? { body: JSON.stringify(body) } : {}) })
    if (!response.ok) throw new ParleyError(await readError(response))
    try {
      return response.status === 204 ? (undefined as Answer) : await response.json()
    } catch (cause) {
      throw new ParleyError(localError('unavailable', 'The answer of the server was cut off.'), { cause })
    }
  }

  /** Posts a file as it is; what comes back may be long. */
  async send(path: string, file: Blob): Promise<Response> {
    const response = await this.#request(path, { method: 'POST', body: file })
    if (!response.ok) throw new ParleyError(await readError(response))
    return response
  }

  #get<Answer>(path: string): Promise<Answer> {
    return this.ask<Answer>('GET', path)
  }

  async #request(path: string, request: RequestInit): Promise<Response> {
    const { signal } = this.#ended
    try {
      // Taken out of `this`, as browsers refuse to fetch in the name of another object.
      const fetch = this.#fetch
      const headers = this.#headers
      return await fetch(this.#url + path, { ...request, headers, signal, credentials: 'same-origin' })
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
