import type { MemberId } from '@parley/protocol'
import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { BrokenPage } from './broken-page.tsx'
import { Shell } from './shell.tsx'

type RoomSearch = { details?: true }

const roomSearch = ({ details }: Record<string, unknown>): RoomSearch => (details === true ? { details } : {})

const rootRoute = createRootRoute({
  component: Shell,
  errorComponent: BrokenPage,
  notFoundComponent: () => null,
})
// The shell shows the screens itself: on a phone two of them are in view while one slides away.
const routes = [
  createRoute({ getParentRoute: () => rootRoute, path: '/' }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/new',
    validateSearch: (search: Record<string, unknown>): { with?: string } =>
      typeof search['with'] === 'string' ? { with: search['with'] } : {},
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/r/$roomId',
    validateSearch: roomSearch,
  }),
  createRoute({ getParentRoute: () => rootRoute, path: '/rooms/$roomId', validateSearch: roomSearch }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/rooms/$roomId/messages/$messageId',
    validateSearch: roomSearch,
  }),
  createRoute({ getParentRoute: () => rootRoute, path: '/settings' }),
  createRoute({ getParentRoute: () => rootRoute, path: '/welcome' }),
  createRoute({ getParentRoute: () => rootRoute, path: '/agents' }),
  createRoute({ getParentRoute: () => rootRoute, path: '/agents/$agentId' }),
] as const

/**
 * Deep links: `/` the list, `/new`, `/welcome`, `/settings`, `/agents`, `/agents/<agent>` or `new`, `/r/<room>` (also `/rooms/<room>`), `/r/<room>?details=true`,
 * `/rooms/<room>/messages/<message>`. [W6]
 */
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
    /** The agent whose deletion can be taken back where it leads to. */
    deletedAgent?: { id: MemberId; name: string }
  }
}
