import { StrictMode } from 'react'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { connect } from '@parley/client'
import { ParleyProvider } from '@parley/react'
import { RouterProvider } from '@tanstack/react-router'
import { keepOfflineCopy } from './app/offline-copy.ts'
import { router } from './app/router.tsx'
import { browserStorage } from './shared/storage.ts'
import { guardMarkup } from './shared/trusted-types.ts'
import './styles/index.css'

guardMarkup()
const invitation = /^\/join\/([\w-]+)\/?$/u.exec(location.pathname)?.[1]
render(invitation === undefined ? app() : await joinPage(invitation))

function app(): ReactNode {
  const storage = browserStorage()
  const client = connect({ url: location.origin, ...(storage ? { storage } : {}) })
  keepOfflineCopy(client)
  return (
    <ParleyProvider client={client}>
      <RouterProvider router={router} />
    </ParleyProvider>
  )
}

/** A page of its own: whoever opens it may have no session yet. */
async function joinPage(secret: string): Promise<ReactNode> {
  const { JoinPage } = await import('./features/joining/join-page.tsx')
  return <JoinPage secret={secret} onJoined={(room) => location.replace(`/r/${room}`)} />
}

function render(page: ReactNode): void {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root')
  createRoot(root).render(<StrictMode>{page}</StrictMode>)
}
