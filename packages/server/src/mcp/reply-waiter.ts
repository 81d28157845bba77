import type { Message, RoomEvent, RoomId, Seq } from '@parley/protocol'
import type { Log } from '../log/log.ts'
import type { Store } from '../store/store.ts'

export type WaitPorts = { log: Pick<Log, 'listen'>; store: Pick<Store, 'readEvents' | 'readItem'> }

const PAGE = 200

/**
 * The first message after `after` that somebody else has finished; undefined once the signal is aborted. What
 * is in the log already counts. [E2]
 */
export async function nextMessage(
  { log, store }: WaitPorts,
  { room, after, by }: { room: RoomId; after: Seq; by: string },
  signal: AbortSignal,
): Promise<Message | undefined> {
  const heard: RoomEvent[] = []
  let wake: () => void = () => undefined
  const stop = log.listen((where, events) => {
    if (where !== room) return
    heard.push(...events)
    wake()
  })
  const end = () => wake()
  signal.addEventListener('abort', end)
  try {
    for (let from = after; ;) {
      const page = await store.readEvents(room, from, PAGE)
      if (page === undefined) return undefined
      for (const event of page.events) {
        const message = await finished(store, event, by)
        if (message !== undefined) return message
      }
      from = page.to
      if (page.to >= page.head) break
    }
    while (!signal.aborted) {
      for (const event of heard.splice(0)) {
        const message = await finished(store, event, by)
        if (message !== undefined) return message
      }
      if (heard.length === 0) await new Promise<void>((resolve) => (wake = resolve))
    }
    return undefined
  } finally {
    signal.removeEventListener('abort', end)
    stop()
  }
}

/** The message that an event completes, as it is now. */
async function finished(
  store: WaitPorts['store'],
  event: RoomEvent,
  by: string,
): Promise<Message | undefined> {
  if (event.by === by) return undefined
  if (event.type !== 'message-posted' && event.type !== 'message-finished') return undefined
  const id = event.type === 'message-posted' ? event.id : event.data.message
  const item = await store.readItem(event.room, id)
  return item?.kind === 'message' && item.deleted !== true && item.text !== '' ? item : undefined
}
