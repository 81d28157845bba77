import type { ParleyClient, RoomState } from '@parley/client'
import type { MemberId, RoomList } from '@parley/protocol'

/** The same name as in `service-worker.js`. */
const CACHE = 'parley-data'
/** So long after the last change the copy is made. */
const REST_MS = 2_000
const ROOMS = 30
const ITEMS = 40

/**
 * Puts by what the page knows, so that the service worker can answer in the server's place when there is no
 * network: the last rooms with the end of each. It is thrown away with the session. [W6]
 */
export function keepOfflineCopy(client: ParleyClient): void {
  if (!('caches' in globalThis)) return
  let timer: ReturnType<typeof setTimeout> | undefined
  const save = () => {
    clearTimeout(timer)
    timer = undefined
    // A browser that is short of space, or keeps none for this page, does without.
    write(client).catch(() => undefined)
  }
  client.subscribe(() => {
    if (client.status === 'refused') void caches.delete(CACHE)
    else if (client.status === 'online') timer ??= setTimeout(save, REST_MS)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && timer !== undefined) save()
  })
}

async function write(client: ParleyClient): Promise<void> {
  const { me, rooms, agents } = client
  if (me === undefined || client.status !== 'online') return
  const cache = await caches.open(CACHE)
  const put = (path: string, body: unknown) => cache.put(path, Response.json(body))
  await Promise.all([
    put('/api/me', me),
    put('/api/rooms', listOf(rooms.slice(0, ROOMS), me.id)),
    ...(agents.length > 0 ? [put('/api/agents', { agents })] : []),
  ])
}

/** As the server would tell it. */
function listOf(rooms: readonly RoomState[], me: MemberId): RoomList {
  return {
    rooms: rooms.map(({ view: { head, timeline, more } }) => ({
      head,
      timeline: timeline.slice(-ITEMS),
      more: more || timeline.length > ITEMS,
    })),
    unread: rooms.flatMap(({ id, unread, read }) => {
      const position = read.get(me)
      return position === undefined ? [] : [{ room: id, position, unread: Math.min(100, unread) }]
    }),
    preferences: rooms.map(({ id, preferences }) => ({ room: id, preferences })),
  }
}
