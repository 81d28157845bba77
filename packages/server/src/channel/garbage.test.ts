import { afterEach, expect, test } from 'vitest'
import { TestChannel } from '../../test/open-channel.ts'
import { StreamClient } from '../../test/stream-client.ts'
import { PATIENCE } from './token-bucket.ts'

const BURST = 5
const LIMITS = { commands: { perSecond: 1, burst: BURST }, signals: { perSecond: 1, burst: BURST } }
const GARBAGE = ['{"type":', '12', '{"type":"shout","ref":"r"}', '{"type":"attach","ref":"r"}']

let channel: TestChannel
let now = Date.now()
afterEach(async () => expect(await channel.close()).toEqual([]))

async function open() {
  channel = await TestChannel.open({ limits: LIMITS, now: () => now })
  return { room: await channel.peopleRoom(), client: await channel.client() }
}

test('[S3] what is no frame is answered, then slowed, then ended with 4429; a neighbour feels nothing', async () => {
  const { room, client } = await open()
  const other = await channel.client()
  for (let index = 0; index < BURST + PATIENCE.burst + 10; index += 1)
    client.send(GARBAGE[index % GARBAGE.length] ?? '')
  expect(await client.closed).toBe(4429)
  const codes = client.frames.flatMap((frame) => (frame.type === 'error' ? [frame.error.code] : []))
  expect(codes.slice(0, BURST)).toEqual([
    'invalid-frame',
    'invalid-frame',
    'unknown-frame',
    'invalid-input',
    'invalid-frame',
  ])
  expect(codes.slice(BURST)).toEqual(Array.from({ length: PATIENCE.burst }, () => 'rate-limited'))
  other.post(room, 'Still here.')
  await other.acks(1)
})

test('[S3] it counts with the commands, says which frame, and who has stopped is as free as before', async () => {
  const { room, client } = await open()
  for (let index = 0; index < BURST; index += 1) client.send('{"type":"shout","ref":"r"}')
  client.post(room, 'One too many.', 'the-post')
  for (let index = 0; index < BURST; index += 1) await client.next('error')
  expect(await client.next('error')).toMatchObject({
    id: 'the-post',
    error: { code: 'rate-limited', retryable: true, details: { retryAfterMs: 1_000 } },
  })
  client.send('{"type":"shout","ref":"late"}')
  expect(await client.next('error')).toMatchObject({ ref: 'late', error: { code: 'rate-limited' } })
  now += 60_000
  client.post(room, 'Now?')
  await client.acks(1)
})

test('[S3] frames that are in order but refused end nothing', async () => {
  const { client } = await open()
  for (let index = 0; index < 3 * PATIENCE.burst; index += 1) client.post('nowhere', 'x')
  for (let index = 0; index < 3 * PATIENCE.burst; index += 1) await client.next('error')
  await client.settled()
})

test('[S3 C8] without a socket it is the same', async () => {
  await open()
  const headers = { authorization: `Bearer ${channel.parley.token}` }
  const stream = await StreamClient.open(channel.url, headers)
  await stream.next('hello')
  await stream.send(Array.from({ length: BURST + PATIENCE.burst + 1 }, () => ({ type: 'shout' }) as never))
  await stream.ended
  expect(JSON.parse(stream.messages.at(-1)?.data ?? '')).toEqual({ code: 4429, name: 'rate-limited' })
})
