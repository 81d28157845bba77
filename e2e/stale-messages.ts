import type { RoomEvent, RoomHead } from '@parley/protocol'
import { foldHead } from '@parley/room'

/** Messages of turns that a later message of a person had made stale before they were posted. [D4] */
export function staleMessages(log: readonly RoomEvent[]): string[] {
  const stale: string[] = []
  log.reduce<RoomHead | undefined>((head, event) => {
    if (head !== undefined && event.type === 'message-posted' && event.data.turn !== undefined) {
      const turn = head.turns.find(({ plan }) => plan.id === event.data.turn)
      if (turn?.plan.interruption !== head.interruption) stale.push(event.data.text)
    }
    return foldHead(head, event)
  }, undefined)
  return stale
}
