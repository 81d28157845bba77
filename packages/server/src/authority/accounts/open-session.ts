import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

/**
 * Signs a person in who has shown in a way of ours who they are: by a one-time link, or by joining as a
 * guest. Not reachable from outside: it has no path.
 */
export function openSession() {
  return {
    id: 'parley',
    endpoints: {
      openSession: createAuthEndpoint(
        { method: 'POST', body: z.object({ person: z.string() }) },
        async (context) => {
          const { internalAdapter } = context.context
          const user = await internalAdapter.findUserById(context.body.person)
          if (user === null) throw context.error('NOT_FOUND')
          const session = await internalAdapter.createSession(user.id)
          await setSessionCookie(context, { session, user })
          return { id: session.id }
        },
      ),
    },
  } as const
}
