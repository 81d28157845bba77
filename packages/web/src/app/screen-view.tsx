import { Suspense } from 'react'
import { EmptyScreen } from './empty-screen.tsx'
import { MissingScreen } from './missing-screen.tsx'
import { ConversationSkeleton } from '../features/conversation/conversation-skeleton.tsx'
import { later } from '../shared/later.ts'
import { screenOf } from './screen.ts'
import type { Screen } from './screen.ts'

const NewRoomScreen = later(() => import('./new-room-screen.tsx').then((module) => module.NewRoomScreen))
const WelcomeScreen = later(() => import('./welcome-screen.tsx').then((module) => module.WelcomeScreen))
const SettingsScreen = later(() => import('./settings-screen.tsx').then((module) => module.SettingsScreen))
const ContactsScreen = later(() => import('./contacts-screen.tsx').then((module) => module.ContactsScreen))
const AgentScreen = later(() => import('./agent-screen.tsx').then((module) => module.AgentScreen))
const RoomScreen = later(() => import('./room-screen.tsx').then((module) => module.RoomScreen))

/** Those whose code comes with the first look at them; a room's is fetched before that. */
const LATER = {
  room: RoomScreen,
  new: NewRoomScreen,
  welcome: WelcomeScreen,
  settings: SettingsScreen,
  agents: ContactsScreen,
  agent: AgentScreen,
}

/** Whether the screen at this path can be drawn at once. */
export function isScreenThere(path: string): boolean {
  const { kind } = screenOf(path)
  return kind === 'list' || kind === 'missing' || LATER[kind].isThere()
}

/** Fetches the code of the screen at this path, where it is a room: what most visits begin with, or come to. */
export async function prepareScreen(path: string): Promise<void> {
  if (screenOf(path).kind === 'room') await prepareRoom()
}

/** Fetches what showing a room needs, before one is shown. */
export function prepareRoom(): Promise<void> {
  return RoomScreen.prepare()
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
