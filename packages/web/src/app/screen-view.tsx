import { Suspense, lazy } from 'react'
import { EmptyScreen } from './empty-screen.tsx'
import { MissingScreen } from './missing-screen.tsx'
import { ConversationSkeleton } from '../features/conversation/conversation-skeleton.tsx'
import type { Screen } from './screen.ts'

const loadRoomScreen = () => import('./room-screen.tsx').then((module) => ({ default: module.RoomScreen }))
const RoomScreen = lazy(loadRoomScreen)
const NewRoomScreen = lazy(() =>
  import('./new-room-screen.tsx').then((module) => ({ default: module.NewRoomScreen })),
)
const WelcomeScreen = lazy(() =>
  import('./welcome-screen.tsx').then((module) => ({ default: module.WelcomeScreen })),
)
const SettingsScreen = lazy(() =>
  import('./settings-screen.tsx').then((module) => ({ default: module.SettingsScreen })),
)

const ContactsScreen = lazy(() =>
  import('./contacts-screen.tsx').then((module) => ({ default: module.ContactsScreen })),
)
const AgentScreen = lazy(() =>
  import('./agent-screen.tsx').then((module) => ({ default: module.AgentScreen })),
)

/** Fetches what showing a room needs, before somebody opens one. */
export function prepareRoomScreen(): void {
  // Should it not come now, it is asked for again with the room.
  loadRoomScreen().catch(() => undefined)
}

/** Draws a screen; each room anew. */
export function ScreenView({ screen, active }: { screen: Screen; active: boolean }) {
  switch (screen.kind) {
    case 'room':
      return (
        <Suspense fallback={<ConversationSkeleton />}>
          <RoomScreen key={screen.room} id={screen.room} message={screen.message} active={active} />
        </Suspense>
      )
    case 'new':
      return (
        <Suspense>
          <NewRoomScreen />
        </Suspense>
      )
    case 'welcome':
      return (
        <Suspense>
          <WelcomeScreen />
        </Suspense>
      )
    case 'settings':
      return (
        <Suspense>
          <SettingsScreen />
        </Suspense>
      )
    case 'agents':
      return (
        <Suspense>
          <ContactsScreen />
        </Suspense>
      )
    case 'agent':
      return (
        <Suspense>
          <AgentScreen key={screen.agent ?? 'new'} id={screen.agent} />
        </Suspense>
      )
    case 'missing':
      return <MissingScreen />
    case 'list':
      return <EmptyScreen />
  }
}
