import { useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { EventId, MemberId, Message, Seq, TimelineItem } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { useAgents } from '@parley/react'
import { Announcer } from './announcer.tsx'
import { EmptyConversation } from './empty-conversation.tsx'
import { firstUnread } from './first-unread.ts'
import type { MessageAction } from './message-actions.ts'
import { prepareFormatting } from './message-text.tsx'
import { NewMessagesPill } from './new-messages-pill.tsx'
import { OlderLoader } from './older-loader.tsx'
import { peopleOf } from './people.ts'
import { offerOf } from './quiet.ts'
import { ReadMarker } from './read-marker.tsx'
import { RequestTurnButton } from './request-turn-button.tsx'
import { rowsOf } from './rows.ts'
import { Timeline } from './timeline.tsx'
import type { Target } from './use-shown-target.ts'
import { UnreadPill } from './unread-pill.tsx'
import { useScrollKeeper } from './use-scroll-keeper.ts'
import { useStreamPace } from './use-stream-pace.ts'

type ConversationProps = {
  room: RoomState
  me: MemberId
  /** Whether the reader looks at it: a screen that slides away reads nothing. */
  active: boolean
  /** A message that the address leads to. */
  target: Target | undefined
  header: ReactNode
  composer: ReactNode
  /** What the reader chose from a message's menu; `anchor` is its bubble. */
  onAct: (action: MessageAction, message: Message, anchor: Element) => void
  /** The reader asks for the reasons behind a line of the room. */
  onWhy: (item: EventId, anchor: Element) => void
  onJump: (message: EventId) => void
  onSettings: () => void
}

/** One room: header and composer float over what scrolls below them. Mount it anew for each room. [W1] */
export function Conversation(props: ConversationProps) {
  const { room, me, active, header, composer } = props
  const agents = useAgents()
  const { head, timeline, more } = room.view
  const { keeper, gradient, scroller, content, rows: rowsElement, pinned } = useScrollKeeper()
  const pace = useStreamPace(room.id, scroller)
  const settle = useCallback(() => keeper.settle(), [keeper])
  // Before anything is painted, or counted as moved. At the end, the end is held when all is laid out anyway.
  const settleReading = useCallback(() => {
    if (!keeper.pinned) settle()
  }, [keeper, settle])
  const [openedSeq, setOpenedSeq] = useState<Seq>()
  if (openedSeq === undefined && room.synced) setOpenedSeq(head.seq)
  const [leftSeq, setLeftSeq] = useState<Seq>()
  if (pinned !== (leftSeq === undefined)) setLeftSeq(pinned ? undefined : head.seq)

  const people = useMemo(() => peopleOf(head.members, agents, timeline), [head.members, agents, timeline])
  const [opened] = useState(() => ({
    unread: room.unread,
    from: firstUnread(timeline, me, room.unread, more),
  }))
  // A room is opened with what is seen of it at once; all else comes when that has been seen. [W8]
  const isSeen = useDeferredValue(true, false)
  const rows = rowsOf(timeline, room.typing, room.pending, me, opened.from)
  const offer = offerOf(head, timeline, me)
  useLayoutEffect(settleReading)
  const lastPending = room.pending.at(-1)?.id
  useEffect(() => {
    if (lastPending !== undefined) keeper.toEnd('auto')
  }, [keeper, lastPending])

  useEffect(() => {
    const timer = setTimeout(prepareFormatting, 1_500)
    return () => clearTimeout(timer)
  }, [])
  const showUnread = () => {
    const line = scroller.current?.querySelector('[data-testid="unread-line"]')
    if (line) keeper.show(line)
  }

  return (
    <div
      ref={scroller}
      data-scroller
      data-pinned={pinned ? '' : undefined}
      className="h-full overflow-x-clip overflow-y-auto overscroll-contain"
    >
      <div ref={content} className="flex min-h-full flex-col">
        <div className="sticky top-0 z-20">
          {header}
          {isSeen && opened.from && opened.unread > 1 && (
            <UnreadPill count={opened.unread} scroller={scroller} onGo={showUnread} />
          )}
        </div>
        <div className="conversation-flow flex flex-1 flex-col justify-end px-4">
          <OlderLoader
            room={room.id}
            more={more}
            waiting={!isSeen}
            loading={room.loadingOlder}
            oldest={timeline[0]?.seq}
          />
          {rows.every(({ kind }) => kind === 'gone') && <EmptyConversation head={head} me={me} />}
          <Timeline
            room={room}
            rows={rows}
            screenful={!isSeen}
            me={me}
            people={people}
            offer={offer}
            openedSeq={openedSeq}
            gradient={gradient}
            pace={pace}
            element={rowsElement}
            scroller={scroller}
            target={props.target}
            onLeave={() => keeper.release()}
            onShow={(row) => keeper.show(row)}
            onSettle={settle}
            onGrown={settleReading}
            onJump={props.onJump}
            onAct={props.onAct}
            onWhy={props.onWhy}
            onSettings={props.onSettings}
          />
          {offer && offer.intent !== 'retry' && room.preferences.archived !== true && (
            <div className="fade-in flex flex-col items-center gap-1 pt-2 pb-1">
              <RequestTurnButton room={room.id} offer={offer}>
                {offer.intent === 'start' ? 'Let them start' : 'Continue'}
              </RequestTurnButton>
            </div>
          )}
          <div className="conversation-end h-2.5 shrink-0" />
        </div>
        <div className="sticky bottom-0 z-20">
          {!pinned && (
            <NewMessagesPill count={unseen(timeline, leftSeq, me)} onGo={() => keeper.toEnd('smooth')} />
          )}
          {composer}
        </div>
      </div>
      <ReadMarker room={room.id} last={timeline.at(-1)?.seq} active={active && pinned} />
      <Announcer timeline={timeline} pending={room.pending} people={people} me={me} after={openedSeq} />
    </div>
  )
}

/** Messages by others since the reader left the end. */
function unseen(timeline: readonly TimelineItem[], leftSeq: Seq | undefined, me: MemberId): number {
  return timeline.filter(
    (item) => item.kind === 'message' && !item.deleted && item.by !== me && item.seq > (leftSeq ?? Infinity),
  ).length
}
