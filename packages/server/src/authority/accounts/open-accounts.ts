import { betterAuth } from 'better-auth/minimal'
import type { BetterAuthOptions } from 'better-auth/minimal'
import { v7 as newId } from 'uuid'
import type { Records } from '../../store/records.ts'
import { SESSION_COOKIE, SESSION_LIFETIME_S } from '../sessions.ts'
import { openSession } from './open-session.ts'
import { recordsAdapter } from './records-adapter.ts'

export type AccountPorts = {
  records: Records
  /** Signs cookies; at least 32 characters. */
  secret: string
  report: (message: string, details: Record<string, unknown>) => void
  /** Further ways to sign in: passwords, passkeys, other sites. */
  more?: Pick<BetterAuthOptions, 'emailAndPassword' | 'socialProviders'>
}

/** The library for accounts, on our records. People are its users, with our ids. [S1] */
export function openAccounts({ records, secret, report, more }: AccountPorts) {
  return betterAuth({
    ...more,
    // Nothing of it is reached over HTTP yet: origins are checked where requests come in.
    baseURL: 'http://localhost',
    secret,
    database: recordsAdapter(records),
    user: {
      additionalFields: { guest: { type: 'boolean', required: false, input: false, defaultValue: false } },
    },
    session: { expiresIn: SESSION_LIFETIME_S, updateAge: 24 * 60 * 60 },
    verification: { storeIdentifier: 'hashed' },
    advanced: {
      cookies: { session_token: { name: SESSION_COOKIE } },
      useSecureCookies: false,
      database: { generateId: ({ model }) => (model === 'user' ? `p_${newId()}` : newId()) },
    },
    plugins: [openSession()],
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (_level, message, ...details) => report(`accounts: ${message}`, { details }),
    },
  })
}

export type Accounts = ReturnType<typeof openAccounts>
