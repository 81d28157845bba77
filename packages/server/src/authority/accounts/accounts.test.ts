import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MemberId } from '@parley/protocol'
import { STORES } from '../../../test/each-store.ts'
import type { Store } from '../../store/store.ts'
import { accountSessions } from './account-sessions.ts'
import { openAccounts } from './open-accounts.ts'
import type { Accounts } from './open-accounts.ts'

const SECRET = 'of this test alone, and longer than 32'

describe.each(STORES)('[S1] accounts on the $name store', ({ open }) => {
  let store: Store
  let remove: () => Promise<void>
  let faults: string[]
  const accounts = (more?: Parameters<typeof openAccounts>[0]['more']): Accounts =>
    openAccounts({
      records: store.directory.records,
      secret: SECRET,
      report: (message) => faults.push(message),
      ...(more ? { more } : {}),
    })
  beforeAll(async () => {
    const opened = await open()
    store = opened.store
    remove = opened.remove
    faults = []
  })
  afterAll(async () => {
    await store.close()
    await remove()
    expect(faults).toEqual([])
  })

  const person = async (id: string) => {
    await store.directory.putPerson({ id: id as MemberId, name: 'Ann', createdAt: 1 })
    return id as MemberId
  }
  const cookieOf = (cookies: string[]) => (cookies[0] ?? '').split(';', 1)[0] ?? ''

  test('a session is opened, known by its cookie alone, listed, and ended', async () => {
    const ann = await person('p_ann')
    const sessions = accountSessions(accounts())
    const [set = ''] = await sessions.open(ann, 'Lynx')
    expect(set).toMatch(/^parley_session=[^;]+;.*HttpOnly;.*SameSite=Lax/i)
    const cookie = cookieOf([set])
    const [listed] = await sessions.list(ann)
    expect(await sessions.principal(cookie)).toEqual({ id: ann, name: 'Ann', credential: listed?.id })
    expect(listed).toMatchObject({ userAgent: 'Lynx' })
    const days = ((listed?.expiresAt ?? 0) - (listed?.createdAt ?? 0)) / (24 * 60 * 60 * 1_000)
    expect(days).toBeCloseTo(90, 3)

    expect(await sessions.end('p_other' as MemberId, listed?.id ?? '')).toBe(false)
    expect(await sessions.end(ann, listed?.id ?? '')).toBe(true)
    expect(await sessions.principal(cookie)).toBeUndefined()
    expect(await sessions.list(ann)).toEqual([])
  })

  test('[S4] what is stored of a session opens none', async () => {
    const sessions = accountSessions(accounts())
    const cookie = cookieOf(await sessions.open(await person('p_eve'), undefined))
    const token = decodeURIComponent(cookie.slice('parley_session='.length)).split('.')[0] ?? ''
    const [kept] = await store.directory.records.find('session')
    expect(JSON.stringify(kept)).not.toContain(token)
    const { secret } = await accounts().$context
    const { makeSignature } = await import('better-auth/crypto')
    const signed = async (value: string) =>
      `parley_session=${encodeURIComponent(`${value}.${await makeSignature(value, secret)}`)}`
    expect(await sessions.principal(await signed(token))).toBeDefined()
    expect(await sessions.principal(await signed(String(kept?.['token'])))).toBeUndefined()
    expect(await sessions.principal(`parley_session=${token}.forged`)).toBeUndefined()
    expect(await sessions.principal('parley_session=%')).toBeUndefined()
  })

  test('a guest who gets an address and a password later stays the same person', async () => {
    const id = 'p_guest' as MemberId
    await store.directory.putPerson({ id, name: 'Gus', createdAt: 1, guest: true })
    const withPasswords = accounts({ emailAndPassword: { enabled: true } })
    const { internalAdapter, password } = await withPasswords.$context
    await internalAdapter.updateUser(id, { email: 'gus@example.com', guest: false })
    const hash = await password.hash('correct horse battery')
    await internalAdapter.linkAccount({ userId: id, providerId: 'credential', accountId: id, password: hash })
    const body = { email: 'gus@example.com', password: 'correct horse battery' }
    expect((await withPasswords.api.signInEmail({ body })).user.id).toBe(id)
    expect(await store.directory.readPerson(id)).toEqual({ id, name: 'Gus', createdAt: 1 })
  })

  test('e-mail and password are a setting away: sign up, in, and out of all other places', async () => {
    const { api } = accounts({ emailAndPassword: { enabled: true } })
    const body = { email: 'Zoe@example.com', password: 'correct horse battery', name: 'Zoe' }
    await api.signUpEmail({ body })
    await expect(api.signUpEmail({ body })).rejects.toThrow()
    await expect(api.signInEmail({ body: { ...body, password: 'wrong horse' } })).rejects.toThrow()
    const signedIn = await api.signInEmail({ body, returnHeaders: true })
    const { id } = signedIn.response.user
    expect(id).toMatch(/^p_/)
    expect(await store.directory.readPerson(id as MemberId)).toMatchObject({ name: 'Zoe' })

    const sessions = accountSessions(accounts())
    const cookie = cookieOf(signedIn.headers.getSetCookie())
    expect(await sessions.list(id as MemberId)).toHaveLength(2)
    await api.revokeOtherSessions({ headers: new Headers({ cookie }) })
    expect(await sessions.list(id as MemberId)).toHaveLength(1)
    expect(await sessions.principal(cookie)).toMatchObject({ id, name: 'Zoe' })
  })
})
