import type { Agent, Me, RoomList, WireError } from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openServer } from './open-server.ts'
import type { TestServer } from './open-server.ts'

let parley: TestServer
beforeAll(async () => {
  parley = await openServer()
})
afterAll(async () => {
  await parley.server.close()
  expect(parley.faults).toEqual([])
})

const json = async <Body>(path: string, init?: RequestInit) =>
  (await (await parley.request(path, init)).json()) as Body
const post = (body: unknown): RequestInit => ({
  method: 'POST',
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

describe('[S1] who is asking', () => {
  test('the link signs in once and no second time', async () => {
    const link = await parley.server.signInUrl()
    const first = await fetch(link, { redirect: 'manual' })
    expect(first.headers.get('location')).toBe('/')
    const cookie = first.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    const me = await fetch(`${parley.server.url}/api/me`, { headers: { cookie: cookie.split(';')[0]! } })
    expect(((await me.json()) as Me).name).toBe('Robin')
    const second = await fetch(link, { redirect: 'manual' })
    expect(second.headers.get('set-cookie')).toBeNull()
  })

  test('signing out ends the session itself, not only the cookie', async () => {
    const signedIn = await fetch(await parley.server.signInUrl(), { redirect: 'manual' })
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0]!
    await fetch(`${parley.server.url}/api/sign-out`, { method: 'POST', headers: { cookie } })
    expect((await fetch(`${parley.server.url}/api/me`, { headers: { cookie } })).status).toBe(401)
  })

  test('[S4] a session does not speak for a page of another origin', async () => {
    const signedIn = await fetch(await parley.server.signInUrl(), { redirect: 'manual' })
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0]!
    const headers = { cookie, origin: 'https://elsewhere.example' }
    expect((await fetch(`${parley.server.url}/api/me`, { headers })).status).toBe(401)
  })

  test.each(['/api/me', '/api/rooms', '/api/agents', '/api/rooms/r_starter-one-thing'])(
    'nobody gets 401 for %s',
    async (path) => {
      const response = await fetch(parley.server.url + path)
      expect(response.status).toBe(401)
      expect(((await response.json()) as { error: WireError }).error.code).toBe('unauthorized')
    },
  )

  test('a session link is no token and a token no session', async () => {
    const secret = new URL(await parley.server.signInUrl()).searchParams.get('token')!
    const bearer = { authorization: `Bearer ${secret}` }
    expect((await fetch(`${parley.server.url}/api/me`, { headers: bearer })).status).toBe(401)
    const cookie = { cookie: `parley_session=${parley.token}` }
    expect((await fetch(`${parley.server.url}/api/me`, { headers: cookie })).status).toBe(401)
  })
})

describe('[S3] bad input gets a clear error', () => {
  test.each<[string, string, RequestInit, number, string]>([
    ['no such path', '/api/nothing', {}, 404, 'not-found'],
    ['no such room', '/api/rooms/nowhere/timeline', {}, 404, 'room-not-found'],
    ['an id of another shape', '/api/rooms/..%2f/timeline', {}, 400, 'invalid-input'],
    [
      'a limit that is no number',
      '/api/rooms/r_starter-one-thing/timeline?limit=many',
      {},
      400,
      'invalid-input',
    ],
    [
      'a place beyond the head',
      '/api/rooms/r_starter-one-thing/events?after=9999',
      {},
      416,
      'after-beyond-head',
    ],
    [
      'a body that is not JSON',
      '/api/rooms/r_starter-one-thing/commands',
      post('{"id":'),
      400,
      'invalid-frame',
    ],
    [
      'a body over its limit',
      '/api/rooms/r_starter-one-thing/commands',
      post('x'.repeat(70_000)),
      413,
      'too-large',
    ],
    ['no command', '/api/rooms/r_starter-one-thing/commands', post({ id: 'c1' }), 400, 'unknown-frame'],
    [
      'an unknown command',
      '/api/rooms/r_starter-one-thing/commands',
      post({ id: 'c1', command: { type: 'explode' } }),
      400,
      'unknown-frame',
    ],
    [
      'a field that is missing',
      '/api/rooms/r_starter-one-thing/commands',
      post({ id: 'c1', command: { type: 'post-message' } }),
      400,
      'invalid-input',
    ],
    [
      'no text',
      '/api/rooms/r_starter-one-thing/commands',
      post({ id: 'c1', command: { type: 'post-message', text: ' \n' } }),
      422,
      'empty-text',
    ],
    [
      'too much text',
      '/api/rooms/r_starter-one-thing/commands',
      post({ id: 'c1', command: { type: 'post-message', text: 'é'.repeat(9_000) } }),
      413,
      'too-large',
    ],
    [
      'a room without agents',
      '/api/rooms/new/commands',
      post({ id: 'c1', command: { type: 'create-room', members: [] } }),
      422,
      'agent-required',
    ],
    [
      'an unknown member',
      '/api/rooms/new/commands',
      post({ id: 'c1', command: { type: 'create-room', members: ['a_nobody'] } }),
      404,
      'member-not-found',
    ],
    [
      'an unknown message',
      '/api/rooms/r_starter-one-thing/commands',
      post({ id: 'c1', command: { type: 'add-reaction', message: 'm', reaction: 'heart' } }),
      404,
      'message-not-found',
    ],
    [
      'an unknown turn',
      '/api/rooms/r_starter-one-thing/commands',
      post({ id: 'c1', command: { type: 'request-turn', intent: 'retry', turn: 't99' } }),
      404,
      'turn-not-found',
    ],
    [
      'a member twice',
      '/api/rooms/r_starter-one-thing/commands',
      post({ id: 'c1', command: { type: 'add-member', member: 'a_steve-jobs' } }),
      409,
      'already-member',
    ],
    ['an agent without a name', '/api/agents', post({ name: ' ' }), 400, 'invalid-input'],
    [
      'a model that is not configured',
      '/api/agents',
      post({ name: 'Zoe', model: 'openai:gpt-6-astra' }),
      400,
      'invalid-input',
    ],
  ])('%s', async (_, path, init, status, code) => {
    const before = await parley.snapshot('r_starter-one-thing')
    const response = await parley.request(path, init)
    const { error } = (await response.json()) as { error: WireError }
    expect([response.status, error.code]).toEqual([status, code])
    expect(error.message).not.toBe('')
    expect(await parley.snapshot('r_starter-one-thing')).toEqual(before)
  })

  test('[R2] "must include at least one agent"', async () => {
    await expect(parley.createRoom([])).rejects.toThrow('agent-required')
  })

  test('[C3] the same id with other content is refused, with the same it answers as before', async () => {
    const room = await parley.createRoom([], { replyMode: 'manual' })
    const first = await parley.command(room, { type: 'post-message', text: 'once' }, 'same')
    expect(await parley.command(room, { type: 'post-message', text: 'once' }, 'same')).toBe(first)
    await expect(parley.command(room, { type: 'post-message', text: 'twice' }, 'same')).rejects.toThrow(
      'id-reused',
    )
  })
})

describe('[A1] agents', () => {
  test('are created, edited in every room that they are in, and deleted', async () => {
    const { agents } = await json<{ agents: Agent[] }>('/api/agents')
    expect(agents.length).toBeGreaterThanOrEqual(24)
    const zoe = await json<Agent>('/api/agents', post({ name: 'Zoe (work)', personality: 'Short.' }))
    const room = await parley.createRoom([zoe.id, 'a_socrates'])
    await parley.request(`/api/agents/${zoe.id}`, {
      method: 'PATCH',
      body: JSON.stringify({ name: 'Zoë', paused: true }),
    })
    const changed = (await parley.snapshot(room)).head.members.find(({ id }) => id === zoe.id)
    expect(changed).toMatchObject({ name: 'Zoë', paused: true, role: 'member' })
    expect(
      (await json<{ agents: Agent[] }>('/api/agents')).agents.find(({ id }) => id === zoe.id)?.personality,
    ).toBe('Short.')
    expect((await parley.request(`/api/agents/${zoe.id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await parley.snapshot(room)).head.members.some(({ id }) => id === zoe.id)).toBe(false)
  })
})

test('[R7] the rooms of a first start are there, last active first', async () => {
  const { rooms } = await json<RoomList>('/api/rooms')
  expect(rooms.length).toBeGreaterThanOrEqual(6)
  const times = rooms.map(({ head }) => head.changedAt)
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  expect(rooms.every(({ head }) => head.turns.length === 0)).toBe(true)
})

test('[K3 S4] health, and the headers of every answer', async () => {
  for (const path of ['/healthz', '/readyz', '/', '/api/nothing']) {
    const response = await fetch(parley.server.url + path)
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  }
  expect((await fetch(`${parley.server.url}/healthz`)).status).toBe(200)
  expect((await fetch(`${parley.server.url}/readyz`)).status).toBe(200)
})
