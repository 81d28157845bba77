import type { Me } from '@parley/protocol'
import type { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { SESSION_COOKIE } from '../authority/authenticate.ts'
import { issue, redeem, revoke } from '../authority/credentials.ts'
import type { Office } from '../commands/context.ts'
import { principalOf } from './context.ts'

const SESSION_S = 90 * 24 * 60 * 60

/** Signing in by one-time link, who I am, and tokens for scripts. [S1] */
export function sessionRoutes(app: Hono, office: Office, about: Pick<Me, 'model' | 'server'>): void {
  const { directory } = office.store

  app.get('/sign-in', async (context) => {
    const principal = await redeem(directory, context.req.query('token') ?? '', office.now())
    if (principal === undefined) return context.redirect('/?signed-in=no')
    const session = await issue(directory, principal.id, 'session', office.now())
    setCookie(context, SESSION_COOKIE, session, {
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
      maxAge: SESSION_S,
    })
    return context.redirect('/')
  })

  app.post('/api/sign-out', async (context) => {
    await principalOf(context, office)
    const session = getCookie(context, SESSION_COOKIE)
    if (session !== undefined) await revoke(directory, session)
    deleteCookie(context, SESSION_COOKIE, { path: '/' })
    return context.body(null, 204)
  })

  app.get('/api/me', async (context) => {
    const { id, name } = await principalOf(context, office)
    return context.json<Me>({ id, name, ...about })
  })

  app.post('/api/tokens', async (context) => {
    const principal = await principalOf(context, office)
    return context.json({ token: await issue(directory, principal.id, 'token', office.now()) }, 201)
  })

  app.post('/api/sign-in-links', async (context) => {
    const principal = await principalOf(context, office)
    const token = await issue(directory, principal.id, 'sign-in', office.now())
    return context.json({ path: `/sign-in?token=${token}` }, 201)
  })
}
