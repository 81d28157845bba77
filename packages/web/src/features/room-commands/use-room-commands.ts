import { useCallback, useEffect, useState } from 'react'
import type { RoomId } from '@parley/protocol'
import type { ParleyClient, RoomState } from '@parley/client'
import { useParley } from '@parley/react'
import { errorSentence } from '../../shared/error-words.ts'
import type { RoomAction } from '../../shared/room-actions.ts'

/** How long a notice stays, and what it tells can be undone. */
const NOTICE_MS = 7_000

/** What was done, in words, and how to take it back. */
export type RoomNotice = { words: string; undo?: () => Promise<void> }

/**
 * What a reader does with whole rooms, from the list, by swipe or by key. Where a room goes out of sight it
 * can be taken back for some seconds. `onLeave`: the reader should not be in it any more. [R5, W2]
 */
export function useRoomCommands(onLeave: (room: RoomId) => void) {
  const client = useParley()
  const [notice, setNotice] = useState<RoomNotice>()
  useEffect(() => {
    if (notice === undefined) return undefined
    const timer = setTimeout(() => setNotice(undefined), NOTICE_MS)
    return () => clearTimeout(timer)
  }, [notice])
  const attempt = useCallback(async (work: () => Promise<RoomNotice | undefined>) => {
    try {
      setNotice(await work())
    } catch (error) {
      setNotice({ words: errorSentence(error) })
    }
  }, [])
  const act = useCallback(
    (action: RoomAction, id: RoomId) => {
      const room = client.room(id)
      if (room) void attempt(() => perform(client, action, room, onLeave))
    },
    [client, attempt, onLeave],
  )
  const undo = useCallback(() => {
    const back = notice?.undo
    setNotice(undefined)
    if (back)
      void attempt(async () => {
        await back()
        return undefined
      })
  }, [attempt, notice])
  return { act, notice, undo }
}

async function perform(
  client: ParleyClient,
  action: RoomAction,
  { id, preferences, unread, view }: RoomState,
  onLeave: (room: RoomId) => void,
): Promise<RoomNotice | undefined> {
  switch (action) {
    case 'pin':
      await client.prefer(id, { pinned: preferences.pinnedAt === undefined })
      return undefined
    case 'mute':
      await client.prefer(id, { muted: preferences.muted !== true })
      return undefined
    case 'unread':
      if (unread > 0) client.markRead(id)
      else {
        // Whoever looks at it has read it.
        onLeave(id)
        client.markUnread(id)
      }
      return undefined
    case 'archive': {
      const archived = preferences.archived !== true
      await client.prefer(id, { archived })
      if (!archived) return undefined
      const pinned = preferences.pinnedAt !== undefined
      return { words: 'Room archived', undo: () => client.prefer(id, { archived: false, pinned }) }
    }
    case 'delete':
      if (view.head.deleted) return undefined
      await client.command(id, { type: 'delete-room' })
      onLeave(id)
      return { words: 'Room deleted', undo: () => client.restoreRoom(id) }
  }
}
