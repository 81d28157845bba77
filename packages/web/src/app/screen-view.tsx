import { Suspense, lazy } from 'react'
import { EmptyScreen } from './empty-screen.tsx'
import { MissingScreen } from './missing-screen.tsx'
import { ConversationSkeleton } from '../features/conversation/conversation-skeleton.tsx'
import { prepareRoomScreen, RoomScreenWhenThere } from './room-screen-when-there.tsx'
import { screenOf } from './screen.ts'
import type { Screen } from './screen.ts'

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

/** Resolves when the code of the screen at this path is there, where it is one that most visits begin with. */
export async function prepareScreen(path: string): Promise<void> {
  if (screenOf(path).kind === 'room') await prepareRoomScreen()
}

/** Draws a screen; each room anew. */
export function ScreenView({ screen, active }: { screen: Screen; active: boolean }) {
  switch (screen.kind) {
    case 'room':
      return (
        <Suspense fallback={<ConversationSkeleton />}>
          <RoomScreenWhenThere key={screen.room} id={screen.room} message={screen.message} active={active} />
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
