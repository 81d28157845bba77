import { ProfileChange } from '@parley/protocol'
import type { Me, SessionList, SignInLink } from '@parley/protocol'
import type { Context, Hono } from 'hono'
import { deleteCookie } from 'hono/cookie'
import { showInRooms } from '../agents/in-rooms.ts'
import { SESSION_COOKIE } from '../authority/sessions.ts'
import { issueSignInLink, redeemSignInLink } from '../authority/sign-in-links.ts'
import type { Office } from '../commands/context.ts'
import { Refusal } from '../refusal.ts'
import { authenticated, principalOf, readBody, valid } from './context.ts'

/** Signing in by one-time link, who I am, and where I am signed in. [S1] */
export function sessionRoutes(app: Hono, office: Office, about: Pick<Me, 'model' | 'server'>): void {
  const { authority } = office
  const { directory } = office.store

  app.get('/sign-in', async (context) => {
    const person = await redeemSignInLink(directory, context.req.query('token') ?? '', office.now())
    if (person === undefined) return context.redirect('/?signed-in=no')
    setCookies(context, await authority.sessions.open(person, context.req.header('user-agent')))
    return context.redirect('/')
  })

  app.post('/api/sign-out', async (context) => {
    const { id, credential } = await authenticated(context, office)
    if (credential !== undefined && (await authority.sessions.end(id, credential))) {
      authority.live.revoked(credential)
    }
    deleteCookie(context, SESSION_COOKIE, { path: '/' })
    return context.body(null, 204)
  })

  app.get('/api/me', async (context) => {
    const { id, name, guest = false, grant } = await authenticated(context, office)
    const cookie = context.req.header('cookie')
    if (grant === undefined && cookie !== undefined)
      setCookies(context, await authority.sessions.renew(cookie))
    return context.json<Me>({ id, name, guest, ...about })
  })

  app.patch('/api/me', async (context) => {
    const principal = await principalOf(context, office, 'manage')
    const person = principal.kind === 'agent' ? undefined : await directory.readPerson(principal.id)
    if (person === undefined) throw new Refusal('forbidden')
    const { name } = valid(ProfileChange, await readBody(context))
    await directory.putPerson({ ...person, name })
    await showInRooms(office, principal, principal.id)
    return context.json<Me>({ id: person.id, name, guest: person.guest ?? false, ...about })
  })

  app.get('/api/sessions', async (context) => {
    const { id, credential } = await principalOf(context, office, 'manage')
    const sessions = await authority.sessions.list(id)
    return context.json<SessionList>({
      sessions: sessions.map((session) => ({ ...session, current: session.id === credential })),
    })
  })

  app.delete('/api/sessions/:session', async (context) => {
    const { id } = await principalOf(context, office, 'manage')
    const session = context.req.param('session')
    if (!(await authority.sessions.end(id, session))) throw new Refusal('not-found')
    authority.live.revoked(session)
    return context.body(null, 204)
  })

  app.post('/api/sign-in-links', async (context) => {
    const { id, kind, grant } = await principalOf(context, office, 'manage')
    // A link gives a whole session: only who has all of it may make one.
    if (kind === 'agent' || grant?.rooms !== undefined || (grant && grant.scopes.length < 3)) {
      throw new Refusal('forbidden')
    }
    const token = await issueSignInLink(directory, id, office.now())
    return context.json<SignInLink>({ path: `/sign-in?token=${token}` }, 201)
  })
}

export function setCookies(context: Context, cookies: readonly string[]): void {
  for (const cookie of cookies) context.header('Set-Cookie', cookie, { append: true })
}
