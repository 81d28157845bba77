import { openAccess } from '@parley/client'

/** Invitations of this server. */
export const access = openAccess({ url: location.origin })
