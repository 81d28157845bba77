import type { MemberId } from '@parley/protocol'
import type { Principal } from '../principal.ts'
import { SESSION_COOKIE } from '../sessions.ts'
import type { Sessions } from '../sessions.ts'
import type { Accounts } from './open-accounts.ts'

type SessionRow = { id: string; createdAt: Date; expiresAt: Date; userAgent?: string | null }

/** Sessions of the library for accounts. */
export function accountSessions(accounts: Accounts): Sessions {
  const { api } = accounts
  const adapter = async () => (await accounts.$context).adapter
  return {
    principal: async (cookie) => {
      if (isForged(cookie)) return undefined
      const found = await api.getSession({
        headers: new Headers({ cookie }),
        query: { disableRefresh: true },
      })
      return found === null ? undefined : principalOf(found.user, found.session.id)
    },
    renew: async (cookie) => {
      if (isForged(cookie)) return []
      const { headers } = await api.getSession({ headers: new Headers({ cookie }), returnHeaders: true })
      return headers.getSetCookie()
    },
    open: async (person, userAgent) => {
      const headers = new Headers(userAgent === undefined ? {} : { 'user-agent': userAgent })
      const opened = await api.openSession({ body: { person }, headers, returnHeaders: true })
      return opened.headers.getSetCookie()
    },
    list: async (person) => {
      const rows = await (
        await adapter()
      ).findMany<SessionRow>({
        model: 'session',
        where: [
          { field: 'userId', value: person },
          { field: 'expiresAt', operator: 'gt', value: new Date() },
        ],
        sortBy: { field: 'createdAt', direction: 'desc' },
      })
      return rows.map(({ id, createdAt, expiresAt, userAgent }) => ({
        id,
        createdAt: createdAt.getTime(),
        expiresAt: expiresAt.getTime(),
        userAgent: userAgent ?? '',
      }))
    },
    end: async (person, id) => {
      const where = [
        { field: 'id', value: id },
        { field: 'userId', value: person },
      ]
      return (await (await adapter()).deleteMany({ model: 'session', where })) > 0
    },
  }
}

function principalOf(
  { id, name, guest }: { id: string; name: string; guest?: unknown },
  credential: string,
): Principal {
  return { id: id as MemberId, name, credential, ...(guest === true ? { guest } : {}) }
}

/** What is kept of a token must not work in its place, whoever came to know it. */
function isForged(cookie: string): boolean {
  const pairs = cookie.split(';').filter((pair) => pair.trim().startsWith(`${SESSION_COOKIE}=`))
  return pairs.some((pair) => /^sha256(:|%3a)/i.test(pair.trim().slice(SESSION_COOKIE.length + 1)))
}
