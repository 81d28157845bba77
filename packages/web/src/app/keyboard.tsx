import { Suspense, useCallback, useState } from 'react'
import type { RoomId } from '@parley/protocol'
import { useParley } from '@parley/react'
import type { ShortcutAction } from '../features/shortcuts/shortcuts.ts'
import { useShortcuts } from '../features/shortcuts/use-shortcuts.ts'
import { arrangeRooms } from '../shared/arrange-rooms.ts'
import { changeDeviceSettings, deviceSettings } from '../shared/device-settings.ts'
import { later } from '../shared/later.ts'
import { go, roomPath } from '../shared/navigation.ts'
import type { RoomAction } from '../shared/room-actions.ts'
import { chooseNextTheme } from '../shared/theme.ts'
import { isBusy } from '../shared/turn-work.ts'

const ShortcutSheet = later(() =>
  import('../features/shortcuts/shortcut-sheet.tsx').then((module) => module.ShortcutSheet),
)
const PaletteView = later(() => import('./palette-view.tsx').then((module) => module.PaletteView))

type KeyboardProps = {
  current: RoomId | undefined
  onRoomAction: (action: RoomAction, room: RoomId) => void
}

/** What the shortcuts do. [W5] */
export function Keyboard({ current, onRoomAction }: KeyboardProps) {
  const client = useParley()
  // Each time a new one: the last may still be on its way out.
  const [opened, setOpened] = useState<{ what: 'sheet' | 'palette'; time: number }>()
  const act = useCallback(
    (action: ShortcutAction) => {
      const step = (by: number) => {
        const { pinned, listed } = arrangeRooms(client.rooms)
        const rooms = [...pinned, ...listed]
        const at = rooms.findIndex(({ id }) => id === current)
        const next = rooms[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rooms.length - 1)]
        if (next) go(roomPath(next.id), { byKey: true })
      }
      switch (action) {
        case 'new-room':
          return go('/new')
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
          return setOpened((last) => ({ what: action, time: (last?.time ?? 0) + 1 }))
        case 'stop': {
          const room = current && client.room(current)
          // A stop that the room refuses changes nothing; there is nothing else to tell.
          if (room && isBusy(room.view.head))
            client.command(room.id, { type: 'stop-turns' }).catch(() => undefined)
          return
        }
        case 'back':
          return go('/')
      }
    },
    [client, current, onRoomAction],
  )
  useShortcuts(act)
  const close = () => setOpened(undefined)
  return (
    <Suspense>
      {opened?.what === 'sheet' && <ShortcutSheet key={opened.time} onClose={close} />}
      {opened?.what === 'palette' && (
        <PaletteView
          key={opened.time}
          current={current}
          act={act}
          onRoomAction={onRoomAction}
          onClose={close}
        />
      )}
    </Suspense>
  )
}
