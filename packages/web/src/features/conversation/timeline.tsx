import { useCallback, useState } from 'react'
import type { FocusEvent, KeyboardEvent, RefObject } from 'react'
import type { EventId, MemberId, Reaction } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { useParley } from '@parley/react'
import { DaySeparator } from './day-separator.tsx'
import type { DeliveryState } from './delivery.tsx'
import { MessageRow } from './message-row.tsx'
import type { Person } from './people.ts'
import type { Offer } from './quiet.ts'
import { lastOwnId } from './rows.ts'
import type { Row } from './rows.ts'
import { SystemLine } from './system-line.tsx'
import { moveFocus } from './timeline-focus.ts'
import type { ViewportGradient } from './viewport-gradient.ts'

type TimelineProps = {
  room: RoomState
  rows: readonly Row[]
  me: MemberId
  people: ReadonlyMap<MemberId, Person>
  offer: Offer
  /** Messages after this seq are new to the reader and enter with a spring. */
  openedSeq: number | undefined
  gradient: ViewportGradient
  element: RefObject<HTMLDivElement | null>
}

/** The conversation itself: one child per row. Arrow keys walk it, r chooses a tapback. [W1, W7] */
export function Timeline({
  room,
  rows,
  me,
  people,
  offer,
  openedSeq = Infinity,
  gradient,
  element,
}: TimelineProps) {
  const client = useParley()
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
  const group = room.view.head.members.length > 2
  const lastOwn = lastOwnId(rows, me)
  const reachable = rows.some(({ key }) => key === focused)
    ? focused
    : rows.findLast(({ kind }) => kind === 'message')?.key
  const nameOf = (id: MemberId) => (id === me ? 'You' : (people.get(id)?.name ?? 'Someone'))
  const onKeyDown = (event: KeyboardEvent) => {
    const row = event.target as HTMLElement
    if (row.getAttribute('role') !== 'article' || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'r' || event.key === 'Enter') setChoosing(row.dataset['id'] as EventId | undefined)
    else if (!moveFocus(row, event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const onFocus = (event: FocusEvent) => {
    const index = [...(element.current?.children ?? [])].indexOf(event.target)
    if (index >= 0) setFocused(rows[index]?.key)
  }
  return (
    <div
      ref={element}
      role="log"
      aria-label="Messages"
      // Words are read out by the Announcer once they are complete, not letter by letter as they stream.
      aria-live="off"
      data-choosing={choosing ? '' : undefined}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      className="timeline"
    >
      {rows.map((row) => {
        if (row.kind === 'separator') return <DaySeparator key={row.key} at={row.at} />
        if (row.kind === 'line') {
          return (
            <div key={row.key} className="line-row">
              <SystemLine room={roomId} item={row.item} offer={offer} nameOf={nameOf} />
            </div>
          )
        }
        const message = row.kind === 'message' ? row.message : undefined
        const pending = row.kind === 'message' ? row.pending : undefined
        return (
          <MessageRow
            key={row.key}
            message={message}
            pending={pending}
            author={people.get(row.by) ?? stranger(row.by)}
            own={row.by === me}
            group={group}
            first={row.first}
            last={row.last}
            entering={message === undefined || pending !== undefined || message.seq > openedSeq}
            choosing={choosing !== undefined && choosing === message?.id}
            delivery={deliveryOf(row, lastOwn)}
            focusable={row.key === reachable}
            me={me}
            people={people}
            gradient={gradient}
            onChoose={setChoosing}
            onReact={react}
            onRetry={retry}
            onDiscard={discard}
          />
        )
      })}
    </div>
  )
}

function deliveryOf(row: Row, lastOwn: EventId | undefined): DeliveryState | undefined {
  if (row.kind !== 'message') return undefined
  if (row.pending?.state === 'failed') return 'failed'
  if (row.message.id !== lastOwn) return undefined
  return row.pending ? 'sending' : 'delivered'
}

const strangers = new Map<MemberId, Person>()

/** Stands in for an author of whom nothing is known any more; always the same object. */
function stranger(id: MemberId): Person {
  const known = strangers.get(id) ?? { id, name: 'Someone', kind: 'person' }
  strangers.set(id, known)
  return known
}
