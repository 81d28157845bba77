import type { ApiTokenList, Me, NewApiToken, RoomList, SessionList } from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChannelClient } from './channel-client.ts'
import { STORES } from './each-store.ts'
import { openServer } from './open-server.ts'
import type { TestServer } from './open-server.ts'
import { Visitor } from './visitor.ts'

const STARTER_ROOM = 'r_starter-one-thing'

describe.each(STORES)('access on the $name store', ({ open }) => {
  let parley: TestServer
  let owner: Visitor
  let remove: () => Promise<void>
  const clients: ChannelClient[] = []
  let now = Date.now()
  beforeAll(async () => {
    const opened = await open()
    remove = opened.remove
    parley = await openServer({ store: opened.store, now: () => now })
    owner = await Visitor.signedIn(await parley.server.signInUrl(), 'First browser')
  })
  afterAll(async () => {
    for (const client of clients) client.socket.terminate()
    await parley.server.close()
    await remove()
    expect(parley.faults).toEqual([])
  })

  const token = async (request: object = {}, path = '/api/tokens') => {
    const { status, body } = await owner.ask<NewApiToken>('POST', path, request)
    expect(status).toBe(201)
    return { ...body, by: new Visitor(parley.server.url, { token: body.token }) }
  }
  const socket = async (visitor: Visitor) => {
    const client = new ChannelClient(parley.server.url, { headers: visitor.headers })
    clients.push(client)
    await client.next('hello')
    return client
  }

  test('[S1] sessions are listed, and one that is revoked ends at once, its sockets with 4401', async () => {
    const other = await Visitor.signedIn(await parley.server.signInUrl(), 'Other browser')
    const live = await socket(other)
    const mine = await socket(owner)
    const { body } = await owner.ask<SessionList>('GET', '/api/sessions')
    const agents = body.sessions.map(({ userAgent, current }) => [userAgent, current])
    expect(agents).toContainEqual(['First browser', true])
    expect(agents).toContainEqual(['Other browser', false])
    expect(JSON.stringify(body)).not.toContain(owner.cookie?.slice(20, 50))

    const id = body.sessions.find(({ userAgent }) => userAgent === 'Other browser')?.id
    expect((await owner.ask('DELETE', `/api/sessions/${id}`)).status).toBe(204)
    expect(await live.closed).toBe(4401)
    expect((await other.ask('GET', '/api/me')).error).toBe('unauthorized')
    expect((await owner.ask('DELETE', `/api/sessions/${id}`)).status).toBe(404)
    await mine.settled()
  })

  test('[S1] signing out ends the sockets of that session too', async () => {
    const leaving = await Visitor.signedIn(await parley.server.signInUrl())
    const live = await socket(leaving)
    await leaving.ask('POST', '/api/sign-out')
    expect(await live.closed).toBe(4401)
  })

  test('[S1] a token has a name, is listed without its secret, and revoked at once', async () => {
    const made = await token({ name: 'Backup', scopes: ['read'] })
    const live = await socket(made.by)
    const { body } = await owner.ask<ApiTokenList>('GET', '/api/tokens')
    const listed = body.tokens.find(({ id }) => id === made.id)
    expect(listed).toMatchObject({ name: 'Backup', scopes: ['read'], rooms: null, expiresAt: null })
    expect(JSON.stringify(body)).not.toContain(made.token)
    expect((await made.by.ask<Me>('GET', '/api/me')).body.name).toBe('Robin')
    expect((await owner.ask('DELETE', `/api/tokens/${made.id}`)).status).toBe(204)
    expect(await live.closed).toBe(4401)
    expect((await made.by.ask('GET', '/api/me')).error).toBe('unauthorized')
    expect((await owner.ask('DELETE', `/api/tokens/${made.id}`)).status).toBe(404)
  })

  test('[S1] a stream of server-sent events ends with its token', async () => {
    const made = await token({ scopes: ['read'] })
    const response = await fetch(`${parley.server.url}/api/stream`, { headers: made.by.headers })
    await owner.ask('DELETE', `/api/tokens/${made.id}`)
    expect(await response.text()).toContain('4401')
  })

  test('[S1] a token does what its scopes say, over HTTP and on a socket', async () => {
    const rename = { type: 'change-room', changes: { title: 'Mine' } } as const
    const post = { type: 'post-message', text: 'Hi' } as const
    const done = async (scopes: string[]) => {
      const { by } = await token({ scopes })
      const all = [
        await by.ask('GET', `/api/rooms/${STARTER_ROOM}`),
        await by.command(STARTER_ROOM, post),
        await by.command(STARTER_ROOM, rename),
        await by.ask('POST', '/api/agents', { name: 'Zoe' }),
        await by.ask('POST', '/api/tokens', { scopes }),
      ]
      return all.map(({ status }) => status)
    }
    expect(await done(['read'])).toEqual([200, 403, 403, 403, 403])
    expect(await done(['write'])).toEqual([403, 200, 403, 403, 403])
    expect(await done(['manage'])).toEqual([403, 403, 200, 201, 201])
    expect(await done(['read', 'write', 'manage'])).toEqual([200, 200, 200, 201, 201])

    const reader = await socket((await token({ scopes: ['read'] })).by)
    await reader.attach(STARTER_ROOM, { tail: 1 })
    reader.post(STARTER_ROOM, 'Hi')
    expect(await reader.next('error')).toMatchObject({ error: { code: 'forbidden' } })
    const writer = await socket((await token({ scopes: ['write'] })).by)
    writer.post(STARTER_ROOM, 'Hi')
    await writer.next('ack')
    writer.send({ type: 'attach', ref: 'a', room: STARTER_ROOM, tail: 1 } as never)
    expect(await writer.next('error')).toMatchObject({ ref: 'a', error: { code: 'forbidden' } })
  })

  test('[S1] a token for some rooms knows of no other', async () => {
    const { by } = await token({ rooms: [STARTER_ROOM] })
    const { body } = await by.ask<RoomList>('GET', '/api/rooms')
    expect(body.rooms.map(({ head }) => head.id)).toEqual([STARTER_ROOM])
    expect((await by.command(STARTER_ROOM, { type: 'post-message', text: 'Hi' })).status).toBe(200)
    const other = (await owner.ask<RoomList>('GET', '/api/rooms')).body.rooms.find(
      ({ head }) => head.id !== STARTER_ROOM,
    )?.head.id as string
    expect((await by.ask('GET', `/api/rooms/${other}`)).error).toBe('room-not-found')
    expect((await by.command(other, { type: 'post-message', text: 'Hi' })).error).toBe('room-not-found')
    expect((await by.ask('POST', '/api/agents', { name: 'Zoe' })).error).toBe('forbidden')
    expect((await by.ask('POST', '/api/sign-in-links')).error).toBe('forbidden')
    const live = await socket(by)
    live.send({ type: 'attach', ref: 'a', room: other, tail: 1 } as never)
    expect(await live.next('error')).toMatchObject({ error: { code: 'room-not-found' } })
  })

  test('[S1] a token cannot make one that may do more than itself', async () => {
    const { by } = await token({ scopes: ['read', 'manage'], rooms: [STARTER_ROOM], expiresAt: now + 60_000 })
    const asked = async (request: object) => (await by.ask('POST', '/api/tokens', request)).status
    const same = { scopes: ['read'], rooms: [STARTER_ROOM], expiresAt: now + 60_000 }
    expect(await asked(same)).toBe(201)
    expect(await asked({ ...same, scopes: ['write'] })).toBe(403)
    expect(await asked({ ...same, rooms: undefined })).toBe(403)
    expect(await asked({ ...same, rooms: [STARTER_ROOM, 'other'] })).toBe(403)
    expect(await asked({ ...same, expiresAt: now + 60_001 })).toBe(403)
    expect(await asked({ ...same, expiresAt: undefined })).toBe(403)
    expect((await owner.ask('POST', '/api/tokens', { expiresAt: now })).error).toBe('invalid-input')
    expect((await owner.ask('POST', '/api/tokens', { scopes: [] })).error).toBe('invalid-input')
  })

  test('[S1] a token that has expired is none', async () => {
    const { by } = await token({ expiresAt: now + 1_000 })
    expect((await by.ask('GET', '/api/me')).status).toBe(200)
    now += 1_000
    expect((await by.ask('GET', '/api/me')).error).toBe('unauthorized')
  })

  test('[A4] an agent with a token is a full member: it sees, posts and reacts as itself', async () => {
    const agent = (await owner.ask<{ id: string }>('POST', '/api/agents', { name: 'Outside' })).body
    const room = await parley.createRoom([agent.id], { replyMode: 'manual' })
    const made = await token({ name: 'Its process' }, `/api/agents/${agent.id}/tokens`)
    expect(made.member).toBe(agent.id)
    const live = await socket(made.by)
    expect(live.frames[0]).toMatchObject({ type: 'hello', principal: agent.id })
    await live.attach(room, { after: 0 })
    live.post(room, 'I run elsewhere', 'outside-1')
    await live.next('ack')
    live.command(room, { type: 'add-reaction', message: 'outside-1' as never, reaction: 'heart' })
    await live.next('ack')
    const [posted, reacted] = (await parley.log(room)).slice(-2)
    expect([posted?.by, posted?.type]).toEqual([agent.id, 'message-posted'])
    expect([reacted?.by, reacted?.type]).toEqual([agent.id, 'reaction-added'])

    const listed = await owner.ask<ApiTokenList>('GET', `/api/agents/${agent.id}/tokens`)
    expect(listed.body.tokens.map(({ name }) => name)).toEqual(['Its process'])
    for (const [method, path, body] of [
      ['POST', '/api/tokens', {}],
      ['POST', '/api/sign-in-links', {}],
      ['POST', '/api/agents', { name: 'Helper' }],
      ['GET', `/api/rooms/${STARTER_ROOM}`, undefined],
    ] as const) {
      expect((await made.by.ask(method, path, body)).status, path).toBeGreaterThanOrEqual(403)
    }
    expect(
      (await made.by.command('its-own', { type: 'create-room', members: [agent.id as never] })).error,
    ).toBe('forbidden')
    await owner.ask('DELETE', `/api/agents/${agent.id}`)
    expect(await live.closed).toBe(4401)
    expect((await made.by.ask('GET', '/api/me')).error).toBe('unauthorized')
  })
})
