import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { BrokenPage } from './broken-page.tsx'
import { Shell } from './shell.tsx'

type RoomSearch = { details?: true }

const rootRoute = createRootRoute({
  component: Shell,
  errorComponent: BrokenPage,
  notFoundComponent: () => null,
})
// The shell shows the screens itself: on a phone two of them are in view while one slides away.
const routes = [
  createRoute({ getParentRoute: () => rootRoute, path: '/' }),
  createRoute({ getParentRoute: () => rootRoute, path: '/new' }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/r/$roomId',
    validateSearch: ({ details }: Record<string, unknown>): RoomSearch =>
      details === true ? { details } : {},
  }),
] as const

/** Deep links: `/` the list, `/new`, `/r/<room>`, `/r/<room>?details=true`. [W6] */
export const router = createRouter({ routeTree: rootRoute.addChildren(routes), scrollRestoration: false })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

declare module '@tanstack/history' {
  interface HistoryState {
    /** Reached by a shortcut: the next key may be one too, so the composer does not take the focus. */
    byKey?: true
  }
}
