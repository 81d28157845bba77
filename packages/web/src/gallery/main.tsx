import { createRoot } from 'react-dom/client'
import { ParleyProvider } from '@parley/react'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { Gallery } from './gallery.tsx'
import { SCENES } from './scenes.ts'
import { stillClient } from './still-client.ts'
import '../styles/index.css'
import './gallery.css'

/**
 * Every piece in every state, for whoever works on them: `npx vite packages/web`, then `/src/gallery/index.html`.
 * No part of the app that is shipped; the tests build it by itself and compare it with stored pictures.
 */
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
const router = createRouter({
  routeTree: createRootRoute({ component: Gallery }),
  history: createMemoryHistory({ initialEntries: ['/'] }),
})
createRoot(root).render(
  <ParleyProvider client={stillClient(SCENES.map(({ room }) => room))}>
    {/* The app's own routes are what links are typed by; here they lead nowhere. */}
    <RouterProvider router={router as never} />
  </ParleyProvider>,
)
