import ChevronRight from 'lucide-react/icons/chevron-right'
import Info from 'lucide-react/icons/info'
import type { MemberId } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { othersOf, roomTitle } from '@parley/room'
import { AvatarStack } from '../../shared/avatar-stack.tsx'
import { IconButton } from '../../shared/icon-button.tsx'
import { ReplyModeMark } from '../../shared/reply-mode-mark.tsx'
import { BackLink } from '../../shared/back-link.tsx'
import { WaitingButton } from './waiting-button.tsx'
import { PresenceNote } from './presence-note.tsx'

type RoomHeaderProps = { room: RoomState; me: MemberId; onDetails: () => void }

/** Whom one writes to. Wide: "To: names"; narrow: the way back, faces and the name. [W1] */
export function RoomHeader({ room, me, onDetails }: RoomHeaderProps) {
  const { head } = room.view
  const others = othersOf(head, me)
  const title = roomTitle(head, me)
  const names = others.map(({ name }) => name).join(', ') || 'Just you'
  return (
    <header className="glass border-b border-line pt-[env(safe-area-inset-top)]">
      <div className="hidden h-[58px] items-center gap-2 pr-3 pl-4 wide:flex">
        <h2 className="min-w-0 flex-1 truncate text-[14px]">
          <span className="text-soft">To: </span>
          {head.settings.title === '' ? names : title}
          {head.settings.title !== '' && <span className="pl-2 text-soft">{names}</span>}
        </h2>
        <PresenceNote room={room} me={me} />
        <WaitingButton room={room.id} onOpen={onDetails} />
        <span className="flex text-soft">
          <ReplyModeMark replyMode={head.settings.replyMode} sizePx={16} />
        </span>
        <IconButton label="Room details" onClick={onDetails}>
          <Info size={19} aria-hidden />
        </IconButton>
      </div>
      <div className="relative flex h-[92px] flex-col items-center justify-end pb-2 wide:hidden">
        <BackLink current={room.id} />
        <span className="absolute top-3 right-3">
          <WaitingButton room={room.id} onOpen={onDetails} />
        </span>
        <h1 className="flex max-w-[calc(100%-130px)] justify-center">
          <button
            type="button"
            onClick={onDetails}
            aria-label={`${title}, room details`}
            className="flex max-w-full flex-col items-center gap-1"
          >
            <AvatarStack faces={others} sizePx={52} />
            <span className="flex max-w-full items-center text-[12.5px] font-medium">
              <span className="truncate">{title}</span>
              <ChevronRight size={13} aria-hidden className="shrink-0 text-soft" />
            </span>
          </button>
        </h1>
      </div>
    </header>
  )
}
