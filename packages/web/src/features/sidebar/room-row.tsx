import { memo, useEffect, useRef } from 'react'
import type { MemberId, RoomId } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { othersOf, roomTitle } from '@parley/room'
import { Link } from '../../shared/link.tsx'
import { roomPath } from '../../shared/navigation.ts'
import { AvatarStack } from '../../shared/avatar-stack.tsx'
import { listTime } from '../../shared/clock.ts'
import { ReplyModeMark } from '../../shared/reply-mode-mark.tsx'
import { roomActionsOf } from '../../shared/room-actions.ts'
import type { RoomAction } from '../../shared/room-actions.ts'
import { NARROW } from '../../shared/use-media.ts'
import { useNow } from '../../shared/use-now.ts'
import { WaitingMark } from '../../shared/waiting-mark.tsx'
import type { MenuPoint } from './room-menu.tsx'
import { MutedMark, UnreadDot } from './row-marks.tsx'
import { RowPreview } from './row-preview.tsx'
import { SwipeRow } from './swipe-row.tsx'
import { useMenuRequest } from './use-menu-request.ts'

export type RoomEntryProps = {
  room: RoomState
  me: MemberId
  selected: boolean
  onAct: (action: RoomAction, room: RoomId) => void
  onMenu: (room: RoomId, at: MenuPoint) => void
}

/** One room of the list, 70 px high: who, when, and what was last. [W2] */
export const RoomRow = memo(function RoomRow({ room, me, selected, onAct, onMenu }: RoomEntryProps) {
  const now = useNow()
  const request = useMenuRequest((at) => onMenu(room.id, at))
  const { head } = room.view
  const unread = room.unread > 0 && !selected
  const muted = room.preferences.muted === true
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    // Where the list lies under the room, it would be laid out for nobody.
    if (!selected || matchMedia(NARROW).matches) return undefined
    // With the next frame, which needs a layout anyway.
    const frame = requestAnimationFrame(() => row.current?.scrollIntoView({ block: 'nearest' }))
    return () => cancelAnimationFrame(frame)
  }, [selected])
  return (
    <li ref={row} className="room-row scroll-my-2">
      <SwipeRow actions={roomActionsOf(room, me)} onAct={(action) => onAct(action, room.id)}>
        <Link
          to={roomPath(room.id)}
          data-testid="room-row"
          data-room={room.id}
          data-unread={room.unread}
          aria-current={selected ? 'page' : undefined}
          draggable={false}
          {...request}
          className="group relative flex h-[70px] items-center gap-2.5 rounded-[10px] pr-2.5 pl-5 max-wide:rounded-none max-wide:pr-4 max-wide:pl-7 [--avatar-ring:var(--sidebar)] hover:bg-hover aria-[current=page]:bg-blue-fill aria-[current=page]:text-white aria-[current=page]:[--avatar-ring:var(--blue-fill)]"
        >
          {unread && (
            <UnreadDot
              unread={room.unread}
              muted={muted}
              className="absolute top-1/2 left-[5px] -translate-y-1/2 max-wide:left-[11px]"
            />
          )}
          <AvatarStack faces={othersOf(head, me)} sizePx={44} />
          <span className="row-words min-w-0 flex-1 self-stretch border-b border-line py-[9px] group-aria-[current=page]:border-transparent">
            <span className="flex items-baseline gap-1.5">
              <span className={`truncate text-[14px] ${unread ? 'font-semibold' : 'font-medium'}`}>
                {roomTitle(head, me)}
              </span>
              <time
                dateTime={new Date(head.changedAt).toISOString()}
                className="ml-auto shrink-0 pl-1 text-[12px] text-soft tabular-nums group-aria-[current=page]:text-white"
              >
                {listTime(head.changedAt, now)}
              </time>
            </span>
            <span className="flex items-start gap-2">
              <RowPreview room={room} me={me} typists={room.typing} selected={selected} />
              <span className="mt-[3px] flex items-center gap-1 text-soft/70 group-aria-[current=page]:text-white/80">
                <WaitingMark room={room.id} />
                {muted && <MutedMark />}
                <ReplyModeMark replyMode={head.settings.replyMode} />
              </span>
            </span>
          </span>
        </Link>
      </SwipeRow>
    </li>
  )
})
