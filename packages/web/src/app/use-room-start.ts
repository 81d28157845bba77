import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Attachment, RoomId } from '@parley/protocol'
import { useParley } from '@parley/react'
import { focusComposer, isWriting } from '../features/composer/focus-composer.ts'
import { moveUploads } from '../features/composer/upload-tray.ts'
import { moveDraft, readDraft, returnToDraft, writeDraft } from '../shared/drafts.ts'

/** The draft of a room that is not there yet. */
export const NEW_ROOM_DRAFT = 'new'
/** What was sent to it, until it is there. */
const ON_ITS_WAY = 'new.sent'

export type RoomStart = {
  /** What was sent and waits for its room: words, or else the names of files. */
  said: readonly string[]
  /** Makes the room with this first message, or with none; what is sent meanwhile comes into the same room. */
  start: (text?: string, attachments?: readonly Attachment[]) => Promise<void>
}

/**
 * Makes one room, however often something is sent before it is shown. What is being written then goes on in it, and
 * what was sent to a room that never came is a draft again. [R2, W3]
 */
export function useRoomStart(
  make: (text: string, attachments: readonly Attachment[]) => Promise<RoomId>,
  onMade: (room: RoomId, hasWords: boolean) => void,
): RoomStart {
  const client = useParley()
  const making = useRef<Promise<RoomId>>(undefined)
  /** Each send that waits for the room, in order. */
  const waiting = useRef<Promise<void>[]>([])
  const made = useRef<RoomId>(undefined)
  const [said, setSaid] = useState<readonly string[]>([])
  useEffect(() => {
    // The page went away before its room was there.
    returnToDraft(NEW_ROOM_DRAFT, readDraft(ON_ITS_WAY))
    writeDraft(ON_ITS_WAY, '')
  }, [])
  useLayoutEffect(
    () => () => {
      if (made.current === undefined) return
      moveDraft(NEW_ROOM_DRAFT, made.current)
      moveUploads(NEW_ROOM_DRAFT, made.current)
      // The room's composer stands there when this commit is done, before the next key.
      if (isWriting()) queueMicrotask(focusComposer)
    },
    [],
  )
  const send = async (text: string, attachments: readonly Attachment[], place: number) => {
    const hasWords = text !== '' || attachments.length > 0
    if (hasWords) setSaid((before) => [...before, text || attachments.map(({ name }) => name).join(', ')])
    if (text !== '') {
      writeDraft(ON_ITS_WAY, [readDraft(ON_ITS_WAY), text].filter(Boolean).join('\n'))
    }
    try {
      making.current ??= make(text, attachments)
      const room = await making.current
      made.current = room
      if (place === 0) onMade(room, hasWords)
      else if (hasWords) client.post(room, text, { attachments })
    } catch (error) {
      making.current = undefined
      setSaid([])
      // The last is put back first, so that all stand in their order again.
      await waiting.current[place + 1]?.catch(() => undefined)
      throw error
    } finally {
      writeDraft(ON_ITS_WAY, '')
    }
  }
  const start: RoomStart['start'] = (text = '', attachments = []) => {
    if (making.current === undefined) waiting.current = []
    const sent = send(text, attachments, waiting.current.length)
    waiting.current.push(sent)
    return sent
  }
  return { said, start }
}
