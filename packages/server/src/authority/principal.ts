import type { MemberId } from '@parley/protocol'

/** Who asks. Every request and every socket has one; memberships are checked at the store. [S1, S2] */
export type Principal = { id: MemberId; name: string }
