import { NewRoomScreen } from './new-room-screen.tsx'
import { EmptyScreen } from './empty-screen.tsx'
import { MissingScreen } from './missing-screen.tsx'
import { RoomScreen } from './room-screen.tsx'
import type { Screen } from './screen.ts'

/** Draws a screen; each room anew. */
export function ScreenView({ screen, active }: { screen: Screen; active: boolean }) {
  switch (screen.kind) {
    case 'room':
      return <RoomScreen key={screen.room} id={screen.room} active={active} />
    case 'new':
      return <NewRoomScreen />
    case 'missing':
      return <MissingScreen />
    case 'list':
      return <EmptyScreen />
  }
}
