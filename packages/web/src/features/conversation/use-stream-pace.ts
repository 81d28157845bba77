import { useCallback, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { RefObject } from 'react'
import type { EventId, Message, RoomId } from '@parley/protocol'
import { useParley } from '@parley/react'
import { StreamPace } from './stream-pace.ts'

/** The pace at which messages of a room grow that stands in `scroller`. */
export function useStreamPace(room: RoomId, scroller: RefObject<HTMLElement | null>): StreamPace {
  const client = useParley()
  const [pace] = useState(
    () => new StreamPace(client, room, (message) => isInView(scroller.current, message)),
  )
  useLayoutEffect(() => pace.start(), [pace])
  return pace
}

/** As much of a message as is to be shown now; renders whenever that is more. */
export function useShown(pace: StreamPace, message: Message | undefined): Message | undefined {
  const id = message?.id
  const subscribe = useCallback(
    (listener: () => void) => (id === undefined ? () => undefined : pace.onGrowth(id, listener)),
    [pace, id],
  )
  return useSyncExternalStore(subscribe, () => message && pace.shown(message))
}

function isInView(scroller: HTMLElement | null, message: EventId): boolean {
  const row = scroller?.querySelector(`[data-id="${CSS.escape(message)}"]`)?.getBoundingClientRect()
  const view = scroller?.getBoundingClientRect()
  return row !== undefined && view !== undefined && row.bottom > view.top && row.top < view.bottom
}
