import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { usePathname } from 'wouter/use-browser-location'
import { useConnection, useMe } from '@parley/react'
import { Alerts } from '../features/alerts/alerts.tsx'
import { Door } from '../features/alerts/door.tsx'
import { ConnectionLine } from '../features/connection/connection-line.tsx'
import { SessionEnded } from '../features/connection/session-ended.tsx'
import { RehearsalNote } from '../features/rehearsal/rehearsal-note.tsx'
import { RoomToast } from '../features/room-commands/room-toast.tsx'
import { useRoomCommands } from '../features/room-commands/use-room-commands.ts'
import { Sidebar } from '../features/sidebar/sidebar.tsx'
import type { RoomId } from '@parley/protocol'
import { WelcomeLink } from '../features/welcome/welcome-link.tsx'
import { go } from '../shared/navigation.ts'
import { NARROW, useMedia } from '../shared/use-media.ts'
import { BrokenPage } from './broken-page.tsx'
import { Keyboard } from './keyboard.tsx'
import { PageTitle } from './page-title.tsx'
import { screenOf } from './screen.ts'
import { UpdateNote } from './update-note.tsx'
import { isScreenThere, prepareRoom, ScreenView } from './screen-view.tsx'
import { useLingeringScreen } from './use-lingering-screen.ts'

/** The list goes first. */
const ROOM_AFTER_MS = 1_500

/** The whole page: the list and a screen, side by side or one above the other. [W7] */
export function Shell() {
  const wanted = usePathname()
  // What is looked at stays until the code of the screen to come is there.
  const behind = useDeferredValue(wanted)
  const pathname = isScreenThere(wanted) ? wanted : behind
  const screen = useMemo(() => screenOf(pathname), [pathname])
  const narrow = useMedia(NARROW)
  const shown = useLingeringScreen(screen, narrow)
  const listed = screen.kind === 'list'
  // What lies under the screen that one begins with comes when that has been seen. [W8]
  const isListDrawn = useDeferredValue(true, !narrow || listed)
  const [isListSeen, setListSeen] = useState(!narrow || listed)
  if (!isListSeen && (!narrow || listed)) setListSeen(true)
  const status = useConnection()
  const me = useMe()
  const current = screen.kind === 'room' ? screen.room : undefined
  const onLeave = useCallback(
    (left: RoomId) => {
      if (left === current) go('/', { replace: true })
    },
    [current],
  )
  const commands = useRoomCommands(onLeave)
  useEffect(() => {
    // Should it not come now, it is asked for again with the room.
    const timer = setTimeout(() => prepareRoom().catch(() => undefined), ROOM_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  if (status === 'refused') return <SessionEnded />
  return (
    <>
      <PageTitle room={current} />
      <Alerts current={current} />
      <Door />
      <Keyboard current={current} onRoomAction={commands.act} />
      <ConnectionLine />
      {commands.notice && <RoomToast notice={commands.notice} onUndo={commands.undo} />}
      <div className="shell" data-screen={listed ? 'list' : 'room'}>
        <div
          // On a phone that shows the list, the list is what the page is about.
          role={narrow && listed ? 'main' : 'complementary'}
          aria-label="Rooms and search"
          className="list-pane min-h-0"
          inert={narrow && !listed}
          data-unseen={isListSeen ? undefined : ''}
        >
          {isListDrawn && (
            <Sidebar
              selected={current}
              onAct={commands.act}
              loading={me === undefined}
              notice={<WelcomeLink />}
              foot={
                <>
                  <UpdateNote />
                  {me?.model.rehearsal && <RehearsalNote />}
                </>
              }
            />
          )}
        </div>
        <main className="room-pane relative min-h-0 overflow-clip bg-page" inert={narrow && listed}>
          <ErrorBoundary resetKeys={[pathname]} FallbackComponent={BrokenPage}>
            <ScreenView screen={shown} active={shown === screen} />
          </ErrorBoundary>
        </main>
      </div>
    </>
  )
}
