import { useEffect, useState } from 'react'
import type { EventId, MemberId } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { useAgents, useParley } from '@parley/react'
import { errorSentence } from '../../shared/error-words.ts'
import { shortName } from '../../shared/names.ts'
import { explanationOf } from './explanation.ts'
import type { Explanation } from './explanation.ts'

/** The reasons behind one item of a room, fetched once; undefined while they are on the way. [D12] */
export function useExplanation(room: RoomState, item: EventId, me: MemberId): Explanation | undefined {
  const client = useParley()
  const agents = useAgents()
  const [explanation, setExplanation] = useState<Explanation>()
  const nameOf = (id: MemberId) => {
    const known = [...room.view.head.members, ...agents].find((member) => member.id === id)
    return id === me ? 'You' : known ? shortName(known.name) : 'Someone'
  }
  const authorOf = (event: EventId) => room.view.timeline.findLast(({ id }) => id === event)?.by
  const author = authorOf(item)
  const byAgent =
    agents.some(({ id }) => id === author) ||
    room.view.head.members.some(({ id, kind }) => id === author && kind === 'agent')
  useEffect(() => {
    let wanted = true
    client.why(room.id, item).then(
      (events) => wanted && setExplanation(explanationOf(events, { nameOf, authorOf }, byAgent)),
      (error: unknown) =>
        wanted && setExplanation({ heading: 'The reasons are not here', sentences: [errorSentence(error)] }),
    )
    return () => {
      wanted = false
    }
    // The reasons of a decision do not change: they are asked for once, whatever the room does meanwhile.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, room.id, item])
  return explanation
}
