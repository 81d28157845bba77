import { Suspense, lazy, useCallback, useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import type { RoomId } from '@parley/protocol'
import { useParley } from '@parley/react'
import type { ShortcutAction } from '../features/shortcuts/shortcuts.ts'
import { useShortcuts } from '../features/shortcuts/use-shortcuts.ts'
import { chooseNextTheme } from '../shared/theme.ts'

const ShortcutSheet = lazy(() =>
  import('../features/shortcuts/shortcut-sheet.tsx').then((module) => ({ default: module.ShortcutSheet })),
)

/** What the shortcuts do. [W5] */
export function Keyboard({ current }: { current: RoomId | undefined }) {
  const client = useParley()
  const navigate = useNavigate()
  const [sheet, setSheet] = useState(false)
  const act = useCallback(
    (action: ShortcutAction) => {
      const step = (by: number) => {
        const { rooms } = client
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
        case 'search':
          return document.querySelector<HTMLElement>('[data-shortcut="search"]')?.focus()
        case 'theme':
          return chooseNextTheme()
        case 'sheet':
          return setSheet(true)
        case 'back':
          return void navigate({ to: '/' })
      }
    },
    [client, navigate, current],
  )
  useShortcuts(act)
  return sheet ? (
    <Suspense>
      <ShortcutSheet onClose={() => setSheet(false)} />
    </Suspense>
  ) : null
}
