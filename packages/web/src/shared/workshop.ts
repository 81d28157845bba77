import { openWorkshop } from '@parley/client'

/** The workshop of this server. */
export const workshop = openWorkshop({ url: location.origin })
