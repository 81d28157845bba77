import { SUBPROTOCOL } from '@parley/protocol'
import { ChosenLine } from './chosen-line.ts'
import { LineMemory } from './line-memory.ts'
import type { OpenLine } from './line.ts'
import { openSocketLine } from './socket-line.ts'
import { StreamLine } from './stream-line.ts'

/** The part of `localStorage` that is used. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Where the server is, and what stands in for the globals of browser and Node. */
export type ConnectOptions = {
  /** `http://…` or `https://…`: the origin of the server, or the path under which it is reached. */
  url: string
  /** Signs in where there is no session cookie. */
  token?: string
  fetch?: typeof globalThis.fetch
  WebSocket?: new (url: string, protocols: string[]) => WebSocket
  /**
   * `auto`, the default: a WebSocket; where that is blocked an event stream with requests, until a WebSocket
   * comes through again. The others insist on one of the two. [C8]
   */
  transport?: 'auto' | 'socket' | 'stream'
  /**
   * Keeps unsent messages. Without it: `localStorage` in a browser, elsewhere nothing, and they last as long
   * as the client.
   */
  storage?: TextStorage
  /**
   * Shows what the server tells by HTTP before there is a connection to follow it by: a page is there some round
   * trips sooner, for one more list of rooms. [W8]
   */
  eager?: boolean
}

/** What the client needs of the world around it. */
export type Surroundings = {
  /** Without a slash at the end. */
  url: string
  token: string | undefined
  fetch: typeof globalThis.fetch
  storage: TextStorage | undefined
  eager: boolean
  openLine: OpenLine
  /**
   * Calls `wake` when the network comes back or the page is looked at again, and `doubt` when the network goes;
   * answers how to stop that.
   */
  watch(wake: () => void, doubt: () => void): () => void
}

export function surroundingsOf(options: ConnectOptions): Surroundings {
  const url = options.url.replace(/\/+$/, '')
  const { token } = options
  const protocols = token === undefined ? [SUBPROTOCOL] : [SUBPROTOCOL, `parley.token.${token}`]
  const Socket = options.WebSocket ?? globalThis.WebSocket
  const fetch = options.fetch ?? globalThis.fetch
  const open = () => new Socket(`${url.replace(/^http/, 'ws')}/channel`, protocols)
  const socket: OpenLine = (listener) => openSocketLine(open, listener)
  const stream: OpenLine = (listener) => new StreamLine({ url, token, fetch }, listener)
  return {
    url,
    token,
    fetch,
    storage: options.storage ?? browserStorage('localStorage'),
    eager: options.eager === true,
    openLine: lineOf(options.transport ?? 'auto', { socket, stream }),
    watch,
  }
}

function lineOf(
  transport: NonNullable<ConnectOptions['transport']>,
  lines: { socket: OpenLine; stream: OpenLine },
): OpenLine {
  if (transport !== 'auto') return lines[transport]
  const memory = new LineMemory(browserStorage('sessionStorage'))
  return (listener) => new ChosenLine({ ...lines, memory }, listener)
}

/** A browser that blocks storage throws when it is touched. Node's own asks for a file: it is not meant. */
function browserStorage(name: 'localStorage' | 'sessionStorage'): TextStorage | undefined {
  try {
    return typeof document === 'undefined' ? undefined : globalThis[name]
  } catch {
    return undefined
  }
}

function watch(wake: () => void, doubt: () => void): () => void {
  if (typeof document === 'undefined') return () => undefined
  const seen = () => {
    if (document.visibilityState === 'visible') wake()
  }
  globalThis.addEventListener('online', wake)
  globalThis.addEventListener('offline', doubt)
  document.addEventListener('visibilitychange', seen)
  return () => {
    globalThis.removeEventListener('online', wake)
    globalThis.removeEventListener('offline', doubt)
    document.removeEventListener('visibilitychange', seen)
  }
}
