import { Suspense, lazy, useCallback, useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import type { RoomId } from '@parley/protocol'
import { useParley } from '@parley/react'
import type { ShortcutAction } from '../features/shortcuts/shortcuts.ts'
import { useShortcuts } from '../features/shortcuts/use-shortcuts.ts'
import { arrangeRooms } from '../shared/arrange-rooms.ts'
import { changeDeviceSettings, deviceSettings } from '../shared/device-settings.ts'
import type { RoomAction } from '../shared/room-actions.ts'
import { chooseNextTheme } from '../shared/theme.ts'
import { isBusy } from '../shared/turn-work.ts'

const ShortcutSheet = lazy(() =>
  import('../features/shortcuts/shortcut-sheet.tsx').then((module) => ({ default: module.ShortcutSheet })),
)
const PaletteView = lazy(() =>
  import('./palette-view.tsx').then((module) => ({ default: module.PaletteView })),
)

type KeyboardProps = {
  current: RoomId | undefined
  onRoomAction: (action: RoomAction, room: RoomId) => void
}

/** What the shortcuts do. [W5] */
export function Keyboard({ current, onRoomAction }: KeyboardProps) {
  const client = useParley()
  const navigate = useNavigate()
  const [opened, setOpened] = useState<'sheet' | 'palette'>()
  const act = useCallback(
    (action: ShortcutAction) => {
      const step = (by: number) => {
        const { pinned, listed } = arrangeRooms(client.rooms)
        const rooms = [...pinned, ...listed]
        const at = rooms.findIndex(({ id }) => id === current)
        const next = rooms[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rooms.length - 1)]
        if (next) void navigate({ to: '/r/$roomId', params: { roomId: next.id }, state: { byKey: true } })
      }
      switch (action) {
        case 'new-room':
          return void navigate({ to: '/new' })
        case 'next-room':
          return step(1)
        case 'previous-room':
          return step(-1)
        case 'pin':
        case 'mute':
        case 'delete':
          return current && onRoomAction(action, current)
        case 'search':
          return document.querySelector<HTMLElement>('[data-shortcut="search"]')?.focus()
        case 'theme':
          return chooseNextTheme()
        case 'sounds':
          return changeDeviceSettings({ sounds: !deviceSettings().sounds })
        case 'sheet':
        case 'palette':
          return setOpened(action)
        case 'stop': {
          const room = current && client.room(current)
          // A stop that the room refuses changes nothing; there is nothing else to tell.
          if (room && isBusy(room.view.head))
            client.command(room.id, { type: 'stop-turns' }).catch(() => undefined)
          return
        }
        case 'back':
          return void navigate({ to: '/' })
      }
    },
    [client, navigate, current, onRoomAction],
  )
  useShortcuts(act)
  const close = () => setOpened(undefined)
  return (
    <Suspense>
      {opened === 'sheet' && <ShortcutSheet onClose={close} />}
      {opened === 'palette' && (
        <PaletteView current={current} act={act} onRoomAction={onRoomAction} onClose={close} />
      )}
    </Suspense>
  )
}
