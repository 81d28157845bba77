import { useCallback, useMemo, useState } from 'react'
import type { FocusEvent, KeyboardEvent, RefObject } from 'react'
import type { EventId, MemberId, Message, Reaction, TimelineItem } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { useParley } from '@parley/react'
import { readersOf } from '@parley/room'
import { HOVER, useMedia } from '../../shared/use-media.ts'
import { DaySeparator } from './day-separator.tsx'
import type { DeliveryState } from './delivery.tsx'
import { actionsOf, readOnly } from './message-actions.ts'
import type { MessageAction } from './message-actions.ts'
import { MessageMenu } from './message-menu.tsx'
import { MessageRow } from './message-row.tsx'
import type { Person } from './people.ts'
import { QuotedMessage } from './quoted-message.tsx'
import type { Offer } from './quiet.ts'
import { readWords } from './read-words.ts'
import { lastOwnId } from './rows.ts'
import type { Row } from './rows.ts'
import type { StreamPace } from './stream-pace.ts'
import { SystemLine } from './system-line.tsx'
import { moveFocus } from './timeline-focus.ts'
import { UnreadLine } from './unread-line.tsx'
import { useRowSwipe } from './use-row-swipe.ts'
import { useRowWindow } from './use-row-window.ts'
import { useShownTarget } from './use-shown-target.ts'
import type { Target } from './use-shown-target.ts'
import type { ViewportGradient } from './viewport-gradient.ts'

type TimelineProps = {
  room: RoomState
  rows: readonly Row[]
  /** Draws what a screen holds of the end, and no more yet. */
  screenful: boolean
  me: MemberId
  people: ReadonlyMap<MemberId, Person>
  offer: Offer
  /** Messages after this seq are new to the reader and enter with a spring. */
  openedSeq: number | undefined
  gradient: ViewportGradient
  pace: StreamPace
  element: RefObject<HTMLDivElement | null>
  scroller: RefObject<HTMLDivElement | null>
  /** The message to be shown, and then to be seen for a moment; a new object shows it anew. */
  target: Target | undefined
  /** The view is about to be moved away from where it is held. */
  onLeave: () => void
  onShow: (row: Element) => void
  /** Older rows have come: the view is to be put right at once. */
  onSettle: () => void
  /** A row has grown by words that came. Stays the same. */
  onGrown: () => void
  onJump: (message: EventId) => void
  onAct: (action: MessageAction, message: Message, anchor: Element) => void
  onWhy: (item: EventId, anchor: Element) => void
  onSettings: () => void
}

/** The conversation itself: one child per row. Arrow keys walk it, r opens a message's menu. [W1, W7] */
export function Timeline({
  room,
  rows,
  screenful,
  me,
  people,
  offer,
  openedSeq = Infinity,
  gradient,
  pace,
  element,
  scroller,
  target,
  onLeave,
  onShow,
  onSettle,
  onGrown,
  onJump,
  onAct,
  onWhy,
  onSettings,
}: TimelineProps) {
  const client = useParley()
  const hover = useMedia(HOVER)
  const [times, setTimes] = useState(false)
  const [choosing, setChoosing] = useState<EventId>()
  const [focused, setFocused] = useState<string>()
  const roomId = room.id
  // A tapback that the room refuses does not appear; there is nothing else to tell.
  const react = useCallback(
    (message: EventId, reaction: Reaction) =>
      void client.react(roomId, message, reaction).catch(() => undefined),
    [client, roomId],
  )
  const retry = useCallback((message: EventId) => client.retryPending(roomId, message), [client, roomId])
  const discard = useCallback((message: EventId) => client.discardPending(roomId, message), [client, roomId])
  const isArchived = room.preferences.archived === true
  const group = room.view.head.members.length > 2
  const lastOwn = lastOwnId(rows, me)
  const reachable = rows.some(({ key }) => key === focused)
    ? focused
    : rows.findLast(({ kind }) => kind === 'message')?.key
  const role = room.view.head.members.find(({ id }) => id === me)?.role
  const mayApprove = role === 'owner' || role === 'moderator'
  const runningOf = (key: string) => room.view.head.turns.find(({ plan }) => plan.id === key)
  const nameOf = (id: MemberId) => (id === me ? 'You' : (people.get(id)?.name ?? 'Someone'))
  const onKeyDown = (event: KeyboardEvent) => {
    const row = event.target as HTMLElement
    if (row.getAttribute('role') !== 'article' || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'r' || event.key === 'Enter') setChoosing(row.dataset['id'] as EventId | undefined)
    else if (!moveFocus(row, event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const rowOf = (message: EventId) =>
    element.current?.querySelector<HTMLElement>(`[data-id="${message}"]`) ?? undefined
  const bodyOf = (message: EventId) => rowOf(message)?.querySelector('[data-body]') ?? undefined
  const menuOf = (message: Message) => (
    <MessageMenu
      own={message.by === me}
      author={nameOf(message.by)}
      chosen={message.reactions.find((given) => given.by === me)?.reaction}
      actions={
        isArchived ? readOnly(actionsOf(room.view.head, message, me)) : actionsOf(room.view.head, message, me)
      }
      onReact={(reaction) => react(message.id, reaction)}
      onAct={(action) => {
        const body = bodyOf(message.id)
        if (body) onAct(action, message, body)
      }}
      onClose={() => {
        setChoosing(undefined)
        rowOf(message.id)?.focus({ preventScroll: true })
      }}
    />
  )
  const focusedAt = rows.findIndex(({ key }) => key === focused)
  const keep = focusedAt < 0 ? [] : [focusedAt]
  const { parts, bring } = useRowWindow(rows, scroller, element, keep, screenful, onSettle)
  const onFocus = (event: FocusEvent) => {
    const index = [...(element.current?.children ?? [])].indexOf(event.target)
    const part = parts[index]
    if (part && 'row' in part) setFocused(rows[part.row]?.key)
  }
  useShownTarget(screenful ? undefined : target, rows, element, {
    bring: (index) => {
      onLeave()
      bring(index)
    },
    show: (row) => {
      onShow(row)
      row.focus({ preventScroll: true })
    },
  })
  const quoted = useMemo(() => quotedItems(room.view.timeline), [room.view.timeline])
  const showTimes = () => setTimes(true)
  const swipe = useRowSwipe((id) => {
    const message = room.view.timeline.find((item) => item.id === id)
    const body = message && bodyOf(message.id)
    if (message?.kind === 'message' && body && !isArchived) onAct('reply', message, body)
  }, showTimes)
  return (
    <div
      ref={element}
      role="log"
      aria-label="Messages"
      // Words are read out by the Announcer once they are complete, not letter by letter as they stream.
      aria-live="off"
      data-choosing={
        rows.some((row) => row.kind === 'message' && row.message.id === choosing) ? '' : undefined
      }
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      {...swipe}
      className="timeline"
    >
      {parts.map((part) => {
        if ('gapPx' in part)
          return <div key={`gap-${part.after}`} aria-hidden style={{ height: part.gapPx, flexShrink: 0 }} />
        const row = rows[part.row]
        if (row === undefined) return null
        if (row.kind === 'unread') return <UnreadLine key={row.key} />
        if (row.kind === 'separator') return <DaySeparator key={row.key} at={row.at} />
        if (row.kind === 'line') {
          return (
            <div key={row.key} className="line-row">
              <SystemLine
                room={roomId}
                item={row.item}
                offer={offer}
                nameOf={nameOf}
                onWhy={onWhy}
                onSettings={onSettings}
              />
            </div>
          )
        }
        const message = row.kind === 'typing' ? undefined : row.message
        const pending = row.kind === 'message' ? row.pending : undefined
        return (
          <MessageRow
            key={row.key}
            message={message}
            pending={pending}
            author={people.get(row.by) ?? stranger(row.by)}
            own={row.by === me}
            group={group}
            hover={hover}
            times={times}
            first={row.first}
            last={row.last}
            gone={row.kind === 'gone'}
            entering={message === undefined || pending !== undefined || message.seq > openedSeq}
            quote={
              message?.replyTo !== undefined && (
                <QuotedMessage
                  room={roomId}
                  id={message.replyTo}
                  known={quoted.get(message.replyTo)}
                  own={row.by === me}
                  nameOf={nameOf}
                  onJump={onJump}
                />
              )
            }
            menu={choosing !== undefined && choosing === message?.id && menuOf(message)}
            delivery={deliveryOf(row, lastOwn)}
            read={message?.id === lastOwn ? readOf(room, message) : undefined}
            focusable={row.key === reachable}
            room={roomId}
            turn={message === undefined ? runningOf(row.key)?.plan.id : message.turn}
            calls={message === undefined ? runningOf(row.key)?.calls : message.calls}
            mayApprove={mayApprove}
            me={me}
            people={people}
            gradient={gradient}
            pace={pace}
            onGrown={onGrown}
            onChoose={setChoosing}
            onRetry={retry}
            onDiscard={discard}
          />
        )
      })}
    </div>
  )
}

/** The items that others answer, by id. */
function quotedItems(timeline: readonly TimelineItem[]): ReadonlyMap<EventId, TimelineItem> {
  const wanted = new Set(timeline.flatMap((item) => (item.kind === 'message' ? (item.replyTo ?? []) : [])))
  return new Map(timeline.filter(({ id }) => wanted.has(id)).map((item) => [item.id, item]))
}

function deliveryOf(row: Row, lastOwn: EventId | undefined): DeliveryState | undefined {
  if (row.kind !== 'message') return undefined
  if (row.pending?.state === 'failed') return 'failed'
  if (row.message.id !== lastOwn) return undefined
  return row.pending ? 'sending' : 'delivered'
}

function readOf({ view, read }: RoomState, message: Message | undefined): string | undefined {
  return message && readWords(view.head, readersOf(view, message, read))
}

const strangers = new Map<MemberId, Person>()

/** Stands in for an author of whom nothing is known any more; always the same object. */
function stranger(id: MemberId): Person {
  const known = strangers.get(id) ?? { id, name: 'Someone', kind: 'person' }
  strangers.set(id, known)
  return known
}
