import type { Report } from '../report.ts'
import type { Directory } from '../store/store.ts'
import { bearerToken, isSameOrigin } from './authenticate.ts'
import type { Headers } from './authenticate.ts'
import { LiveCredentials } from './live-credentials.ts'
import type { Principal } from './principal.ts'
import { newSecret } from './secret.ts'
import { lazySessions, SESSION_COOKIE } from './sessions.ts'
import type { Sessions } from './sessions.ts'
import { verifyToken } from './tokens.ts'

/** Who asks, and what ends when they may no longer. One per server. [S1] */
export type Authority = {
  /** The principal of a request or a socket's upgrade; undefined: nobody we know, or a foreign page. [S4] */
  principal: (headers: Headers) => Promise<Principal | undefined>
  sessions: Sessions
  live: LiveCredentials
  /** Loads what the first sign-in needs, so that it need not wait. */
  warm: () => void
}

export function openAuthority(directory: Directory, now: () => number, report: Report): Authority {
  const sessions = lazySessions(async () => {
    const [{ openAccounts }, { accountSessions }] = await Promise.all([
      import('./accounts/open-accounts.ts'),
      import('./accounts/account-sessions.ts'),
    ])
    const secret = await signingSecret(directory)
    return accountSessions(openAccounts({ records: directory.records, secret, report }))
  })
  return {
    sessions,
    live: new LiveCredentials(now),
    warm: sessions.warm,
    principal: async (headers) => {
      if (!isSameOrigin(headers)) return undefined
      const token = bearerToken(headers)
      if (token !== undefined) return verifyToken(directory, token, now())
      const { cookie } = headers
      return cookie?.includes(`${SESSION_COOKIE}=`) ? sessions.principal(cookie) : undefined
    },
  }
}

/** Made once for an installation, whoever comes first. */
async function signingSecret({ records }: Directory): Promise<string> {
  await records.add('secret', { id: 'sessions', value: newSecret() })
  const [kept] = await records.find('secret', { where: [{ field: 'id', value: 'sessions' }] })
  return String(kept?.['value'])
}
