import { memo } from 'react'
import type { MemberId } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { othersOf, roomTitle } from '@parley/room'
import { Link } from '../../shared/link.tsx'
import { roomPath } from '../../shared/navigation.ts'
import { AvatarStack } from '../../shared/avatar-stack.tsx'
import { shortName } from '../../shared/names.ts'
import { plainWords } from '../../shared/plain-words.ts'
import { ReactionGlyph } from '../../shared/reaction-glyph.tsx'
import { reactionNote } from '../../shared/reaction-words.ts'
import { TypingDots } from '../../shared/typing-dots.tsx'
import { WaitingMark } from '../../shared/waiting-mark.tsx'
import { latestOf } from './preview.ts'
import type { RoomEntryProps } from './room-row.tsx'
import { MutedMark, UnreadDot } from './row-marks.tsx'
import { NARROW, useMedia } from '../../shared/use-media.ts'
import { useMenuRequest } from './use-menu-request.ts'

/** A pinned room: a large face; over it what is new, a tapback, or dots while somebody types. [W2] */
export const PinnedRoom = memo(function PinnedRoom({
  room,
  me,
  selected,
  onMenu,
}: Omit<RoomEntryProps, 'onAct'>) {
  const narrow = useMedia(NARROW)
  const request = useMenuRequest((at) => onMenu(room.id, at))
  const { head } = room.view
  const unread = room.unread > 0 && !selected
  const others = othersOf(head, me)
  const title = roomTitle(head, me)
  return (
    <li>
      <Link
        to={roomPath(room.id)}
        data-testid="pinned-room"
        data-room={room.id}
        data-unread={room.unread}
        aria-current={selected ? 'page' : undefined}
        draggable={false}
        {...request}
        className="group relative flex flex-col items-center gap-1.5 rounded-[12px] px-1 pt-3.5 pb-2 max-wide:pt-5 [--avatar-ring:var(--sidebar)] hover:bg-hover aria-[current=page]:bg-blue-fill aria-[current=page]:text-white aria-[current=page]:[--avatar-ring:var(--blue-fill)]"
      >
        <AvatarStack faces={others} sizePx={narrow ? 80 : 62} />
        <span className="flex max-w-full items-center gap-1 text-[12px] leading-4 max-wide:text-[13px]">
          {unread && <UnreadDot unread={room.unread} muted={room.preferences.muted === true} className="" />}
          <span className="truncate">
            {others.length === 1 && head.settings.title === '' ? shortName(title) : title}
          </span>
          <WaitingMark room={room.id} />
          {room.preferences.muted && <MutedMark />}
        </span>
        <Floating room={room} me={me} unread={unread} />
      </Link>
    </li>
  )
})

/** What floats over the face. */
function Floating({ room, me, unread }: { room: RoomState; me: MemberId; unread: boolean }) {
  if (room.typing.length > 0) {
    return (
      <span className="pinned-bubble fade-in" data-floating="typing">
        <TypingDots small />
        <span className="sr-only">typing</span>
      </span>
    )
  }
  const latest = latestOf(room.view.timeline)
  if (latest === undefined || !unread) return null
  if (latest.kind === 'reaction') {
    const { by, reaction } = latest.given
    const name = room.view.head.members.find(({ id }) => id === by)?.name ?? 'Someone'
    return (
      <span
        className="absolute top-0 right-3"
        data-floating="tapback"
        role="img"
        aria-label={reactionNote(by === me ? 'You' : shortName(name), reaction)}
      >
        <span className="tapback tapback-entering" data-reaction={reaction} data-own={by === me}>
          <ReactionGlyph reaction={reaction} sizePx={16} />
        </span>
      </span>
    )
  }
  if (latest.message.by === me) return null
  return (
    <span className="pinned-bubble fade-in" data-floating="snippet">
      <span className="line-clamp-2">{plainWords(latest.message.text, 120)}</span>
    </span>
  )
}
