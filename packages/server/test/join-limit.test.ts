import type { JoinResult, NewInvitation, WireError } from '@parley/protocol'
import { afterEach, expect, test } from 'vitest'
import { openServer } from './open-server.ts'
import type { TestServer } from './open-server.ts'
import { Visitor } from './visitor.ts'

const BURST = 4
let now = Date.now()
let parley: TestServer
afterEach(async () => {
  await parley.server.close()
  expect(parley.faults).toEqual([])
})

test('[S3 R4] one address can neither try links nor make guests without end; other things go on', async () => {
  parley = await openServer({ joins: { perSecond: 1, burst: BURST }, now: () => now })
  const owner = new Visitor(parley.server.url, { token: parley.token })
  const room = await parley.createRoom([], { replyMode: 'manual' })
  const { body } = await owner.ask<NewInvitation>('POST', `/api/rooms/${room}/invitations`, {})
  const link = `/api${body.path}`
  const come = (name: string) =>
    new Visitor(parley.server.url).ask<JoinResult>('POST', link, { id: `guest-${name}`, name })
  const people = async () => (await parley.snapshot(room)).head.members.length

  const statuses: number[] = []
  for (let index = 0; index < BURST - 1; index += 1) {
    const guess = new Visitor(parley.server.url).ask('GET', `/api/join/guess-number-${index}`)
    statuses.push((await guess).status)
  }
  expect(statuses).toEqual(Array.from({ length: BURST - 1 }, () => 410))
  expect((await come('Ann')).status).toBe(200)

  const refused = await come('Bob')
  const { error } = refused.body as unknown as { error: WireError }
  expect(refused.status).toBe(429)
  expect(error).toMatchObject({ code: 'rate-limited', retryable: true, details: { retryAfterMs: 1_000 } })
  expect((await new Visitor(parley.server.url).ask('GET', link)).status).toBe(429)
  expect(await people(), 'nothing half done').toBe(2)
  const headers = { 'x-forwarded-for': '203.0.113.9' }
  const disguised = new Visitor(parley.server.url).ask('GET', link, undefined, headers)
  expect((await disguised).status, 'a header is nobody’s address').toBe(429)
  expect((await owner.command(room, { type: 'post-message', text: 'All quiet.' })).status).toBe(200)

  now += 1_000
  expect((await come('Bob')).status).toBe(200)
  expect(await people()).toBe(3)
})
