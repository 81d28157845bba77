import type {
  CommandInput,
  Invitation,
  InvitationList,
  InvitationView,
  JoinRequestList,
  JoinResult,
  Me,
  MemberId,
  NewInvitation,
  Role,
} from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ChannelClient } from './channel-client.ts'
import { STORES } from './each-store.ts'
import { openServer } from './open-server.ts'
import type { TestServer } from './open-server.ts'
import { Visitor } from './visitor.ts'

describe.each(STORES)('[R4] invitations on the $name store', ({ open }) => {
  let parley: TestServer
  let owner: Visitor
  let room: string
  let remove: () => Promise<void>
  const clients: ChannelClient[] = []
  let now = Date.now()
  beforeAll(async () => {
    const opened = await open()
    remove = opened.remove
    parley = await openServer({ store: opened.store, now: () => now })
    owner = new Visitor(parley.server.url, { token: parley.token })
  })
  beforeEach(async () => {
    room = await parley.createRoom([], { replyMode: 'manual', title: 'Picnic' })
  })
  afterAll(async () => {
    for (const client of clients) client.socket.terminate()
    await parley.server.close()
    await remove()
    expect(parley.faults).toEqual([])
  })

  const stranger = () => new Visitor(parley.server.url)
  const invite = async (request: object = {}) => {
    const { status, body } = await owner.ask<NewInvitation>('POST', `/api/rooms/${room}/invitations`, request)
    expect(status).toBe(201)
    return { ...body, link: `/api${body.path}` }
  }
  const join = (visitor: Visitor, link: string, name = 'Ann', id: string = randomUUID()) =>
    visitor.ask<JoinResult>('POST', link, { id, name })
  const members = async () =>
    (await parley.snapshot(room)).head.members.map(({ name, role }) => `${name}: ${role}`)
  const idOf = async (visitor: Visitor) => (await visitor.ask<Me>('GET', '/api/me')).body.id
  const socket = async (visitor: Visitor) => {
    const client = new ChannelClient(parley.server.url, { headers: visitor.headers })
    clients.push(client)
    await client.next('hello')
    return client
  }
  const guest = async (request: object = {}, name = 'Ann') => {
    const visitor = stranger()
    expect((await join(visitor, (await invite(request)).link, name)).body.status).toBe('joined')
    return { visitor, id: await idOf(visitor) }
  }
  const role = (visitor: Visitor, member: MemberId, to: Role) =>
    visitor.command(room, { type: 'change-role', member, role: to })

  test('a stranger sees what the link leads to, gives a name, and is a guest with a session', async () => {
    const { link } = await invite()
    const ann = stranger()
    expect((await ann.ask<InvitationView>('GET', link)).body).toEqual({
      room: {
        id: room,
        title: 'Picnic',
        members: [{ name: 'Robin', kind: 'person' }],
        memberCount: 1,
      },
      invitedBy: 'Robin',
      role: 'member',
      needsApproval: false,
      status: 'open',
    })
    const live = await parley.watch(room)
    expect((await join(ann, link)).body).toEqual({ room, status: 'joined' })
    expect(await live.until(({ type, seq }) => type === 'member-added' && seq > 2)).toMatchObject({
      data: { member: { name: 'Ann', kind: 'person', role: 'member' } },
    })
    live.close()
    expect((await ann.ask<Me>('GET', '/api/me')).body).toMatchObject({ name: 'Ann', guest: true })
    expect((await ann.command(room, { type: 'post-message', text: 'Hello!' })).status).toBe(200)
    expect((await ann.ask<InvitationView>('GET', link)).body.status).toBe('joined')
  })

  test('a guest has the rooms that it was let into, and nothing else of the workspace', async () => {
    const { visitor } = await guest()
    const starter = await owner.ask('GET', '/api/rooms/r_starter-one-thing')
    expect(starter.status).toBe(200)
    expect((await visitor.ask('GET', '/api/rooms/r_starter-one-thing')).error).toBe('room-not-found')
    expect((await visitor.ask<{ agents: [] }>('GET', '/api/agents')).body.agents).toEqual([])
    expect((await visitor.ask('POST', '/api/agents', { name: 'Zoe' })).error).toBe('forbidden')
    expect((await visitor.ask('POST', '/api/agents/a_socrates/tokens')).error).toBe('forbidden')
    expect((await visitor.ask('GET', `/api/rooms/${room}/invitations`)).error).toBe('forbidden')
    const create = { type: 'create-room', members: ['a_socrates'] } as unknown as CommandInput
    expect((await visitor.command('of-a-guest', create)).error).toBe('forbidden')
    const add = { type: 'add-member', member: 'a_socrates' as MemberId } as const
    expect((await visitor.command(room, add)).error).toBe('forbidden')
  })

  test('somebody who is signed in joins without a name, and twice is once', async () => {
    const first = await guest()
    room = await parley.createRoom([], { replyMode: 'manual' })
    const { link, id } = await invite({ maxUses: 1 })
    const before = await first.visitor.ask<InvitationView>('GET', link)
    expect(before.body).toMatchObject({ status: 'open', me: { id: first.id, name: 'Ann' } })
    const once = () => first.visitor.ask<JoinResult>('POST', link, { id: randomUUID() })
    const answers = await Promise.all([once(), once(), once()])
    expect(answers.map(({ body }) => body)).toEqual([1, 2, 3].map(() => ({ room, status: 'joined' })))
    expect((await once()).status).toBe(200)
    expect(await members()).toEqual(['Robin: owner', 'Ann: member'])
    const { body } = await owner.ask<InvitationList>('GET', `/api/rooms/${room}/invitations`)
    expect(body.invitations.find((one) => one.id === id)?.uses).toBe(1)
  })

  test('[C3] a stranger whose answer was lost asks again and is the same guest', async () => {
    const { link } = await invite({ maxUses: 1 })
    const [lost, again] = [stranger(), stranger()]
    expect((await join(lost, link, 'Ann', 'same-request')).status).toBe(200)
    expect((await join(again, link, 'Ann', 'same-request')).status).toBe(200)
    expect(await idOf(again)).toBe(await idOf(lost))
    expect(await members()).toEqual(['Robin: owner', 'Ann: member'])
  })

  test('of two who come for the last use one gets in, and of the other nothing stays', async () => {
    const { link } = await invite({ maxUses: 2 })
    const all = ['Ann', 'Bob', 'Cid', 'Dan', 'Eve'].map((name) => ({ name, visitor: stranger() }))
    const answers = await Promise.all(all.map(({ name, visitor }) => join(visitor, link, name)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2)
    expect(answers.filter(({ error }) => error === 'invitation-ended')).toHaveLength(3)
    expect(await members()).toHaveLength(3)
    expect(all.filter(({ visitor }) => visitor.cookie !== undefined)).toHaveLength(2)
    expect((await stranger().ask('GET', link)).error).toBe('invitation-ended')
  })

  test('a link that expired, was revoked or never was leads nowhere, and does not say which', async () => {
    const expiring = await invite({ expiresAt: now + 60_000 })
    const revoked = await invite()
    await owner.ask('DELETE', `/api/rooms/${room}/invitations/${revoked.id}`)
    now += 60_000
    const answers = await Promise.all(
      [expiring.link, revoked.link, '/api/join/nothing'].flatMap((link) => [
        stranger().ask('GET', link),
        join(stranger(), link),
      ]),
    )
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 410, error: 'invitation-ended' })
  })

  test('whoever may not invite any more, invites nobody', async () => {
    const host = await guest()
    await role(owner, host.id, 'moderator')
    const made = await host.visitor.ask<NewInvitation>('POST', `/api/rooms/${room}/invitations`, {})
    expect(made.status).toBe(201)
    expect((await join(stranger(), `/api${made.body.path}`, 'Bob')).status).toBe(200)
    await role(owner, host.id, 'member')
    expect((await join(stranger(), `/api${made.body.path}`, 'Cid')).error).toBe('invitation-ended')
    expect((await host.visitor.ask('POST', `/api/rooms/${room}/invitations`, {})).error).toBe('forbidden')
  })

  test('the list tells everything but the secret', async () => {
    const { link, path, id } = await invite({ role: 'viewer', maxUses: 3, needsApproval: true })
    const { body } = await owner.ask<InvitationList>('GET', `/api/rooms/${room}/invitations`)
    expect(body.invitations).toEqual<Partial<Invitation>[]>([
      {
        id,
        room: room as Invitation['room'],
        role: 'viewer',
        createdBy: await idOf(owner),
        createdAt: now,
        expiresAt: null,
        maxUses: 3,
        uses: 0,
        needsApproval: true,
        revokedAt: null,
      },
    ])
    expect(JSON.stringify(body)).not.toContain(path.slice('/join/'.length))
    expect(link).toMatch(/^\/api\/join\/[\w-]{43}$/)
  })

  test('approval: somebody waits, is let in, and hears of it at once', async () => {
    const { link } = await invite({ needsApproval: true })
    const ann = stranger()
    expect((await join(ann, link)).body).toEqual({ room, status: 'waiting' })
    expect((await ann.ask<InvitationView>('GET', link)).body.status).toBe('waiting')
    expect((await ann.ask('GET', `/api/rooms/${room}`)).error).toBe('room-not-found')
    const live = await socket(ann)

    const { requests } = (await owner.ask<JoinRequestList>('GET', `/api/rooms/${room}/join-requests`)).body
    expect(requests).toMatchObject([{ person: { name: 'Ann', guest: true }, at: now }])
    const approve = `/api/rooms/${room}/join-requests/${requests[0]?.id}/approve`
    expect((await ann.ask('POST', approve)).error).toBe('room-not-found')
    const answers = await Promise.all([owner.ask('POST', approve), owner.ask('POST', approve)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404])
    expect(await live.next('joined')).toEqual({ type: 'joined', room })
    expect(await members()).toEqual(['Robin: owner', 'Ann: member'])
    expect(
      (await owner.ask<JoinRequestList>('GET', `/api/rooms/${room}/join-requests`)).body.requests,
    ).toEqual([])
  })

  test('[S2] who waits anywhere is told to those who may let them in, and to nobody else', async () => {
    const { link } = await invite({ needsApproval: true })
    await join(stranger(), link, 'Bea')
    const waitingFor = async (visitor: Visitor) => {
      const { body } = await visitor.ask<JoinRequestList>('GET', '/api/join-requests')
      return body.requests.filter((request) => request.room === room).map(({ person }) => person.name)
    }
    expect(await waitingFor(owner)).toEqual(['Bea'])
    const { visitor, id } = await guest({}, 'Cid')
    expect(await waitingFor(visitor)).toEqual([])
    await owner.command(room, { type: 'change-role', member: id, role: 'moderator' })
    expect(await waitingFor(visitor)).toEqual(['Bea'])
    const { requests } = (await owner.ask<JoinRequestList>('GET', `/api/rooms/${room}/join-requests`)).body
    await owner.ask('POST', `/api/rooms/${room}/join-requests/${requests[0]?.id}/approve`)
    expect(await waitingFor(owner)).toEqual([])
  })

  test('approval: whoever is declined stays out, and the use is free again', async () => {
    const { link } = await invite({ needsApproval: true, maxUses: 1 })
    const [ann, bob] = [stranger(), stranger()]
    await join(ann, link)
    expect((await join(bob, link, 'Bob')).error).toBe('invitation-ended')
    const { requests } = (await owner.ask<JoinRequestList>('GET', `/api/rooms/${room}/join-requests`)).body
    await owner.ask('POST', `/api/rooms/${room}/join-requests/${requests[0]?.id}/decline`)
    expect((await ann.ask<InvitationView>('GET', link)).body.status).toBe('declined')
    expect((await join(ann, link)).error).toBe('forbidden')
    expect((await join(bob, link, 'Bob')).body.status).toBe('waiting')
    expect(await members()).toEqual(['Robin: owner'])
  })

  test('[S2] a guest who is removed is off the live stream at once, and the link admits nobody twice', async () => {
    const { link } = await invite()
    const ann = stranger()
    await join(ann, link)
    const id = await idOf(ann)
    const live = await socket(ann)
    await live.attach(room, { tail: 5 })
    await owner.command(room, { type: 'remove-member', member: id })
    await owner.command(room, { type: 'post-message', text: 'behind her back' })
    expect(await live.next('detached')).toMatchObject({ room, error: { code: 'room-not-found' } })
    await live.settled()
    expect(JSON.stringify(live.frames)).not.toContain('behind her back')
    expect((await ann.ask('GET', `/api/rooms/${room}`)).error).toBe('room-not-found')
    expect((await join(ann, link)).error).toBe('invitation-ended')
    expect((await ann.ask<InvitationView>('GET', link)).body.status).toBe('ended')
  })

  test('a viewer reads, may leave, and does nothing else', async () => {
    const { visitor, id } = await guest({ role: 'viewer' })
    expect(await members()).toEqual(['Robin: owner', 'Ann: viewer'])
    expect((await visitor.ask('GET', `/api/rooms/${room}`)).status).toBe(200)
    for (const command of [
      { type: 'post-message', text: 'Hi' },
      { type: 'change-room', changes: { title: 'Mine' } },
      { type: 'change-role', member: id, role: 'owner' },
      { type: 'remove-member', member: await idOf(owner) },
    ] as CommandInput[]) {
      expect((await visitor.command(room, command)).error, command.type).toBe('forbidden')
    }
    expect((await visitor.command(room, { type: 'remove-member', member: id })).status).toBe(200)
  })

  test('roles: owners give any, moderators rule members and viewers, members nobody', async () => {
    const [ann, bob] = [await guest(), await guest({}, 'Bob')]
    const me = await idOf(owner)
    expect((await role(ann.visitor, bob.id, 'viewer')).error).toBe('forbidden')
    expect((await role(owner, ann.id, 'moderator')).status).toBe(200)
    expect((await role(ann.visitor, bob.id, 'viewer')).status).toBe(200)
    expect((await role(ann.visitor, bob.id, 'moderator')).error).toBe('forbidden')
    expect((await role(ann.visitor, ann.id, 'owner')).error).toBe('forbidden')
    expect((await role(ann.visitor, me, 'member')).error).toBe('forbidden')
    const removeOwner = { type: 'remove-member', member: me } as const
    expect((await ann.visitor.command(room, removeOwner)).error).toBe('forbidden')
    expect(await members()).toEqual(['Robin: owner', 'Ann: moderator', 'Bob: viewer'])
    expect((await role(owner, 'nobody' as MemberId, 'viewer')).error).toBe('member-not-found')
  })

  test('the last owner passes the room on before leaving', async () => {
    const { visitor, id } = await guest()
    const me = await idOf(owner)
    const leave = { type: 'remove-member', member: me } as const
    expect((await owner.command(room, leave)).error).toBe('last-owner')
    expect((await role(owner, me, 'member')).error).toBe('last-owner')
    expect((await role(owner, id, 'owner')).status).toBe(200)
    expect((await owner.command(room, leave)).status).toBe(200)
    expect((await visitor.command(room, { type: 'delete-room' })).status).toBe(200)
  })

  test('[S4] a page elsewhere brings nobody into a room', async () => {
    const { link } = await invite()
    const elsewhere = { origin: 'https://elsewhere.example' }
    const body = { id: 'of-another-site', name: 'Ann' }
    expect((await stranger().ask('POST', link, body, elsewhere)).error).toBe('unauthorized')
    expect(await members()).toEqual(['Robin: owner'])
  })

  test('[S3] bad input: a clear refusal, and nobody has come', async () => {
    const { link } = await invite()
    const asked = async (body: object) => (await stranger().ask('POST', link, body)).error
    expect(await asked({ id: 'x' })).toBe('invalid-input')
    expect(await asked({ name: 'Ann' })).toBe('invalid-input')
    expect(await asked({ id: 'x', name: '  ' })).toBe('invalid-input')
    expect(await asked({ id: 'x', name: 'A'.repeat(81) })).toBe('invalid-input')
    const making = async (body: object) =>
      (await owner.ask('POST', `/api/rooms/${room}/invitations`, body)).error
    expect(await making({ role: 'owner' })).toBe('invalid-input')
    expect(await making({ maxUses: 0 })).toBe('invalid-input')
    expect(await making({ expiresAt: now - 1 })).toBe('invalid-input')
    expect(await members()).toEqual(['Robin: owner'])
  })
})
