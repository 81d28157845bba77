import type { MemberId, RoomId, Scope } from '@parley/protocol'

/** Who asks. Every request and every socket has one; memberships are checked at the store. [S1, S2] */
export type Principal = {
  id: MemberId
  name: string
  /** Absent: a person. An outside process with an agent's token is that agent. [A4] */
  kind?: 'agent'
  /** Came by an invitation: nothing of the workspace but the rooms is open to it. [R4] */
  guest?: true
  /** Which session or token it came with; what lives on that ends when it is revoked. */
  credential?: string
  /** When a token ends, milliseconds since the epoch. Sessions are renewed, so they say nothing here. */
  expiresAt?: number
  /** Absent: everything that its person may do. */
  grant?: Grant
}

export type Grant = { scopes: readonly Scope[]; rooms?: readonly RoomId[] }
