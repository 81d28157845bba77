import { useEffect, useEffectEvent, useState } from 'react'
import type { EventId, RoomId } from '@parley/protocol'
import { useParley } from '@parley/react'
import type { Target } from '../features/conversation/use-shown-target.ts'
import { errorSentence } from '../shared/error-words.ts'
import { useVisit } from '../shared/navigation.ts'

/**
 * The message that the address leads to, once the room's timeline has it; the same address visited again is a
 * new target. What went wrong is said. [W6]
 */
export function useTarget(
  room: RoomId,
  message: EventId | undefined,
  say: (sentence: string) => void,
): Target | undefined {
  const client = useParley()
  const { at } = useVisit()
  const [target, setTarget] = useState<Target & { visit: string }>()
  const visit = `${at ?? ''} ${message ?? ''}`
  const tell = useEffectEvent(say)
  useEffect(() => {
    if (message === undefined) return undefined
    let wanted = true
    client.loadUpTo(room, message).then(
      (found) => {
        if (!wanted) return
        if (found) setTarget({ message, visit })
        else tell('That message is not here any more.')
      },
      (error: unknown) => wanted && tell(errorSentence(error)),
    )
    return () => {
      wanted = false
    }
  }, [client, room, message, visit])
  return message === undefined || target?.visit !== visit ? undefined : target
}
