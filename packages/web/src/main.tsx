import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { connect } from '@parley/client'
import { ParleyProvider } from '@parley/react'
import { RouterProvider } from '@tanstack/react-router'
import { router } from './app/router.tsx'
import { browserStorage } from './shared/storage.ts'
import './styles/index.css'

const storage = browserStorage()
const client = connect({ url: location.origin, ...(storage ? { storage } : {}) })

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <ParleyProvider client={client}>
      <RouterProvider router={router} />
    </ParleyProvider>
  </StrictMode>,
)
