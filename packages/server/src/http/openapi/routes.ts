import { ACCOUNT_ROUTES } from './account-routes.ts'
import { EXCHANGE_ROUTES } from './exchange-routes.ts'
import { INVITATION_ROUTES } from './invitation-routes.ts'
import type { RouteDoc } from './route-doc.ts'
import { ROOM_ROUTES } from './room-routes.ts'
import { SERVER_ROUTES } from './server-routes.ts'
import { TOOL_ROUTES } from './tool-routes.ts'
import { WORKSHOP_ROUTES } from './workshop-routes.ts'

/** Every route of the server. A test compares them with those that are registered. */
export const ROUTES: readonly RouteDoc[] = [
  ...ROOM_ROUTES,
  ...INVITATION_ROUTES,
  ...EXCHANGE_ROUTES,
  ...ACCOUNT_ROUTES,
  ...WORKSHOP_ROUTES,
  ...TOOL_ROUTES,
  ...SERVER_ROUTES,
]
