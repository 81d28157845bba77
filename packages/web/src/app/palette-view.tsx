import type { RoomId } from '@parley/protocol'
import { useAgents, useMe, useParley, useRooms } from '@parley/react'
import { othersOf, roomTitle } from '@parley/room'
import { Palette } from '../features/palette/palette.tsx'
import type { PaletteEntry } from '../features/palette/palette-entries.ts'
import { SHORTCUTS } from '../features/shortcuts/shortcuts.ts'
import type { ShortcutAction } from '../features/shortcuts/shortcuts.ts'
import { go, newRoomPath, roomPath } from '../shared/navigation.ts'
import { roomActionsOf } from '../shared/room-actions.ts'
import type { RoomAction } from '../shared/room-actions.ts'
import { useWorkspaceAgents } from '../shared/use-workspace-agents.ts'

type PaletteViewProps = {
  current: RoomId | undefined
  act: (action: ShortcutAction) => void
  onRoomAction: (action: RoomAction, room: RoomId) => void
  onClose: () => void
}

/** The palette with what is there now. [W5] */
export function PaletteView({ current, act, onRoomAction, onClose }: PaletteViewProps) {
  const client = useParley()
  const rooms = useRooms()
  const me = useMe()?.id
  useWorkspaceAgents()
  const agents = useAgents()
  if (me === undefined) return null
  const open = client.rooms.find(({ id }) => id === current)
  const entries: PaletteEntry[] = [
    ...rooms.map((room): PaletteEntry => ({
      id: room.id,
      kind: 'room',
      words: roomTitle(room.view.head, me),
      note:
        room.view.head.settings.title === ''
          ? ''
          : othersOf(room.view.head, me)
              .map(({ name }) => name)
              .join(', '),
      run: () => go(roomPath(room.id)),
    })),
    ...(open ? roomActionsOf(open, me) : []).map(({ action, words }): PaletteEntry => ({
      id: `room-${action}`,
      kind: 'command',
      words: action === 'unread' ? words : `${words} this room`,
      note: '',
      run: () => open && onRoomAction(action, open.id),
    })),
    ...(['new-room', 'search', 'theme', 'sounds', 'sheet'] as const).map((action): PaletteEntry => ({
      id: action,
      kind: 'command',
      words: Object.values(SHORTCUTS).find((one) => one.action === action)?.words ?? '',
      note: Object.entries(SHORTCUTS).find(([, one]) => one.action === action)?.[0] ?? '',
      run: () => act(action),
    })),
    {
      id: 'settings',
      kind: 'command',
      words: 'Settings',
      note: '',
      run: () => go('/settings'),
    },
    ...agents.map((agent): PaletteEntry => ({
      id: agent.id,
      kind: 'agent',
      words: `Talk to ${agent.name}`,
      note: agent.title,
      run: () => go(newRoomPath(agent.id)),
    })),
  ]
  return <Palette entries={entries} onClose={onClose} />
}
