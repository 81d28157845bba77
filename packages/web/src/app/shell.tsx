import { useCallback, useEffect, useMemo } from 'react'
import { CatchBoundary, useLocation, useNavigate } from '@tanstack/react-router'
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
import { NARROW, useMedia } from '../shared/use-media.ts'
import { BrokenPage } from './broken-page.tsx'
import { Keyboard } from './keyboard.tsx'
import { PageTitle } from './page-title.tsx'
import { screenOf } from './screen.ts'
import { UpdateNote } from './update-note.tsx'
import { prepareRoomScreen } from './room-screen-when-there.tsx'
import { ScreenView } from './screen-view.tsx'
import { useLingeringScreen } from './use-lingering-screen.ts'

/** The list goes first. */
const ROOM_AFTER_MS = 1_500

/** The whole page: the list and a screen, side by side or one above the other. [W7] */
export function Shell() {
  const { pathname } = useLocation()
  const screen = useMemo(() => screenOf(pathname), [pathname])
  const narrow = useMedia(NARROW)
  const shown = useLingeringScreen(screen, narrow)
  const status = useConnection()
  const me = useMe()
  const navigate = useNavigate()
  const current = screen.kind === 'room' ? screen.room : undefined
  const onGone = useCallback(
    (gone: RoomId) => {
      if (gone === current) void navigate({ to: '/', replace: true })
    },
    [current, navigate],
  )
  const commands = useRoomCommands(onGone)
  useEffect(() => {
    // Should it not come now, it is asked for again with the room.
    const timer = setTimeout(() => prepareRoomScreen().catch(() => undefined), ROOM_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  if (status === 'refused') return <SessionEnded />
  const listed = screen.kind === 'list'
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
        >
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
        </div>
        <main className="room-pane relative min-h-0 overflow-clip bg-page" inert={narrow && listed}>
          <CatchBoundary getResetKey={() => pathname} errorComponent={BrokenPage}>
            <ScreenView screen={shown} active={shown === screen} />
          </CatchBoundary>
        </main>
      </div>
    </>
  )
}
