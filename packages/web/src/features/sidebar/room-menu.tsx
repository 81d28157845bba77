import { Menu } from '@base-ui/react/menu'
import Archive from 'lucide-react/icons/archive'
import BellOff from 'lucide-react/icons/bell-off'
import MailOpen from 'lucide-react/icons/mail-open'
import Pin from 'lucide-react/icons/pin'
import Trash from 'lucide-react/icons/trash-2'
import type { MemberId } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { roomActionsOf } from '../../shared/room-actions.ts'
import type { RoomAction } from '../../shared/room-actions.ts'

/** Where a menu was asked for, in the viewport. */
export type MenuPoint = { x: number; y: number }

const ICONS: Record<RoomAction, typeof Pin> = {
  pin: Pin,
  mute: BellOff,
  unread: MailOpen,
  archive: Archive,
  delete: Trash,
}

type RoomMenuProps = {
  room: RoomState
  me: MemberId
  at: MenuPoint
  onAct: (action: RoomAction) => void
  onClose: () => void
}

/** What can be done with a room: by right click, long press, or the keyboard's menu key. [W2, W7] */
export function RoomMenu({ room, me, at, onAct, onClose }: RoomMenuProps) {
  const anchor = { getBoundingClientRect: () => DOMRect.fromRect({ ...at, width: 0, height: 0 }) }
  return (
    <Menu.Root open onOpenChange={(open) => !open && onClose()}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} side="bottom" align="start" sideOffset={2} className="z-50">
          <Menu.Popup className="popover context-menu outline-none" aria-label="Room">
            {roomActionsOf(room, me).map(({ action, words }) => {
              const Icon = ICONS[action]
              return (
                <Menu.Item
                  key={action}
                  data-action={action}
                  onClick={() => onAct(action)}
                  className="context-item"
                >
                  {words}
                  <Icon size={16} strokeWidth={1.9} aria-hidden className="shrink-0" />
                </Menu.Item>
              )
            })}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
