import { useMemo } from 'react'
import { CatchBoundary, useLocation } from '@tanstack/react-router'
import { useConnection, useMe } from '@parley/react'
import { ConnectionLine } from '../features/connection/connection-line.tsx'
import { SessionEnded } from '../features/connection/session-ended.tsx'
import { RehearsalNote } from '../features/rehearsal/rehearsal-note.tsx'
import { Sidebar } from '../features/sidebar/sidebar.tsx'
import { NARROW, useMedia } from '../shared/use-media.ts'
import { BrokenPage } from './broken-page.tsx'
import { Keyboard } from './keyboard.tsx'
import { PageTitle } from './page-title.tsx'
import { screenOf } from './screen.ts'
import { ScreenView } from './screen-view.tsx'
import { useLingeringScreen } from './use-lingering-screen.ts'

/** The whole page: the list and a screen, side by side or one above the other. [W7] */
export function Shell() {
  const { pathname } = useLocation()
  const screen = useMemo(() => screenOf(pathname), [pathname])
  const narrow = useMedia(NARROW)
  const shown = useLingeringScreen(screen, narrow)
  const status = useConnection()
  const me = useMe()
  if (status === 'refused') return <SessionEnded />
  const room = screen.kind === 'room' ? screen.room : undefined
  const listed = screen.kind === 'list'
  return (
    <>
      <PageTitle room={room} />
      <Keyboard current={room} />
      <ConnectionLine />
      <div className="shell" data-screen={listed ? 'list' : 'room'}>
        <div
          // On a phone that shows the list, the list is what the page is about.
          role={narrow && listed ? 'main' : 'complementary'}
          aria-label="Rooms and search"
          className="list-pane min-h-0"
          inert={narrow && !listed}
        >
          <Sidebar
            selected={room}
            loading={me === undefined}
            foot={me?.model.rehearsal && <RehearsalNote />}
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
