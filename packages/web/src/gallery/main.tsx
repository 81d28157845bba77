// First: what is asked of a server keeps the `fetch` that it finds.
import './still-server.ts'
import { createRoot } from 'react-dom/client'
import { ParleyProvider } from '@parley/react'
import { Gallery } from './gallery.tsx'
import { lookWhoWaits } from '../shared/waiting-joins.ts'
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
await lookWhoWaits()
createRoot(root).render(
  <ParleyProvider client={stillClient(SCENES.map(({ room }) => room))}>
    <Gallery />
  </ParleyProvider>,
)
