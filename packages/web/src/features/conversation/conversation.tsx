import { useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { MemberId, Seq, TimelineItem } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { useAgents } from '@parley/react'
import { typistsOf } from '../../shared/typing.ts'
import { Announcer } from './announcer.tsx'
import { EmptyConversation } from './empty-conversation.tsx'
import { NewMessagesPill } from './new-messages-pill.tsx'
import { OlderLoader } from './older-loader.tsx'
import { peopleOf } from './people.ts'
import { offerOf } from './quiet.ts'
import { ReadMarker } from './read-marker.tsx'
import { RequestTurnButton } from './request-turn-button.tsx'
import { rowsOf } from './rows.ts'
import { Timeline } from './timeline.tsx'
import { useScrollKeeper } from './use-scroll-keeper.ts'

type ConversationProps = {
  room: RoomState
  me: MemberId
  /** Whether the reader looks at it: a screen that slides away reads nothing. */
  active: boolean
  header: ReactNode
  composer: ReactNode
}

/** One room: header and composer float over what scrolls below them. Mount it anew for each room. [W1] */
export function Conversation({ room, me, active, header, composer }: ConversationProps) {
  const agents = useAgents()
  const { head, timeline, more } = room.view
  const { keeper, gradient, scroller, content, rows: rowsElement, pinned } = useScrollKeeper()
  const [openedSeq, setOpenedSeq] = useState<Seq>()
  if (openedSeq === undefined && room.synced) setOpenedSeq(head.seq)
  const [leftSeq, setLeftSeq] = useState<Seq>()
  if (pinned !== (leftSeq === undefined)) setLeftSeq(pinned ? undefined : head.seq)

  const people = useMemo(() => peopleOf(head.members, agents, timeline), [head.members, agents, timeline])
  const rows = rowsOf(timeline, typistsOf(head), room.pending, me)
  const offer = offerOf(head, timeline)
  const lastPending = room.pending.at(-1)?.id
  useEffect(() => {
    if (lastPending !== undefined) keeper.toEnd('auto')
  }, [keeper, lastPending])

  return (
    <div
      ref={scroller}
      data-scroller
      className="h-full overflow-x-clip overflow-y-auto overscroll-contain [overflow-anchor:none]"
    >
      <div ref={content} className="flex min-h-full flex-col">
        {header}
        <div className="flex flex-1 flex-col justify-end px-4 pb-2.5">
          <OlderLoader room={room.id} more={more} loading={room.loadingOlder} oldest={timeline[0]?.seq} />
          {rows.length === 0 && <EmptyConversation head={head} me={me} />}
          <Timeline
            room={room}
            rows={rows}
            me={me}
            people={people}
            offer={offer}
            openedSeq={openedSeq}
            gradient={gradient}
            element={rowsElement}
          />
          {offer && offer.intent !== 'retry' && (
            <div className="fade-in flex flex-col items-center gap-1 pt-2 pb-1">
              <RequestTurnButton room={room.id} offer={offer}>
                {offer.intent === 'start' ? 'Let them start' : 'Continue'}
              </RequestTurnButton>
            </div>
          )}
        </div>
        <div className="sticky bottom-0 z-20">
          {!pinned && (
            <NewMessagesPill count={unseen(timeline, leftSeq, me)} onGo={() => keeper.toEnd('smooth')} />
          )}
          {composer}
        </div>
      </div>
      <ReadMarker room={room.id} unread={room.unread} active={active && pinned} />
      <Announcer timeline={timeline} people={people} me={me} after={openedSeq} />
    </div>
  )
}

/** Messages by others since the reader left the end. */
function unseen(timeline: readonly TimelineItem[], leftSeq: Seq | undefined, me: MemberId): number {
  return timeline.filter(
    (item) => item.kind === 'message' && item.by !== me && item.seq > (leftSeq ?? Infinity),
  ).length
}
