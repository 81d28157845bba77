import type { MemberId, SessionInfo } from '@parley/protocol'
import type { Principal } from './principal.ts'

/** Browsers that are signed in. Cookies are what a `Set-Cookie` header says, one per entry. [S1] */
export interface Sessions {
  /** Who is behind the session of these cookies; undefined where it is unknown, revoked or expired. */
  principal(cookie: string): Promise<Principal | undefined>
  /** Prolongs a session that is in use; answers the cookies that tell the browser so. */
  renew(cookie: string): Promise<string[]>
  /** Signs a person in. */
  open(person: MemberId, userAgent: string | undefined): Promise<string[]>
  list(person: MemberId): Promise<Omit<SessionInfo, 'current'>[]>
  /** Ends a session of this person; false: there is none with this id. */
  end(person: MemberId, id: string): Promise<boolean>
}

export const SESSION_COOKIE = 'parley_session'
export const SESSION_LIFETIME_S = 90 * 24 * 60 * 60

/**
 * Sessions that are opened when somebody first needs them: the library behind them takes a third of a
 * second to load, and no page should wait for it to be served.
 */
export function lazySessions(open: () => Promise<Sessions>): Sessions & { warm: () => void } {
  let opened: Promise<Sessions> | undefined
  const sessions = () => {
    opened ??= open().catch((error: unknown) => {
      // The next one tries again.
      opened = undefined
      throw error
    })
    return opened
  }
  return {
    warm: () => void sessions().catch(() => undefined),
    principal: async (cookie) => (await sessions()).principal(cookie),
    renew: async (cookie) => (await sessions()).renew(cookie),
    open: async (person, userAgent) => (await sessions()).open(person, userAgent),
    list: async (person) => (await sessions()).list(person),
    end: async (person, id) => (await sessions()).end(person, id),
  }
}
