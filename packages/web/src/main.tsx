import { StrictMode, startTransition } from 'react'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { connect } from '@parley/client'
import { ParleyProvider } from '@parley/react'
import { ErrorBoundary } from 'react-error-boundary'
import { BrokenPage } from './app/broken-page.tsx'
import { makeRoomForKeyboard } from './app/keyboard-room.ts'
import { keepOfflineCopy } from './app/offline-copy.ts'
import { prepareScreen } from './app/screen-view.tsx'
import { Shell } from './app/shell.tsx'
import { somethingToShow } from './app/something-to-show.ts'
import { refuseStrayFiles } from './app/stray-files.ts'
import { prepareClock } from './shared/clock.ts'
import { persistently } from './shared/later.ts'
import { browserStorage } from './shared/storage.ts'
import { guardMarkup } from './shared/trusted-types.ts'
import './styles/index.css'

guardMarkup()
refuseStrayFiles()
makeRoomForKeyboard()
const invitation = /^\/join\/([\w-]+)\/?$/u.exec(location.pathname)?.[1]
render(await (invitation === undefined ? app() : joinPage(invitation)))

async function app(): Promise<ReactNode> {
  const storage = browserStorage()
  const client = connect({ url: location.origin, eager: true, ...(storage ? { storage } : {}) })
  keepOfflineCopy(client)
  // While the network is at work anyway.
  setTimeout(prepareClock)
  await somethingToShow(client, prepareScreen(location.pathname))
  return (
    <ParleyProvider client={client}>
      <ErrorBoundary FallbackComponent={BrokenPage}>
        <Shell />
      </ErrorBoundary>
    </ParleyProvider>
  )
}

/** A page of its own: whoever opens it may have no session yet. */
async function joinPage(secret: string): Promise<ReactNode> {
  const { JoinPage } = await persistently(() => import('./features/joining/join-page.tsx'))
  return <JoinPage secret={secret} onJoined={(room) => location.replace(`/r/${room}`)} />
}

function render(page: ReactNode): void {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root')
  // As a transition it lets the browser in between: the first render is the longest of all. [W8]
  startTransition(() => createRoot(root).render(<StrictMode>{page}</StrictMode>))
}
