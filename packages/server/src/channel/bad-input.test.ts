import { LIMITS } from '@parley/protocol'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelClient } from '../../test/channel-client.ts'
import { TestChannel } from '../../test/open-channel.ts'

const USED_ID = 'used-id'

let channel: TestChannel
let client: ChannelClient
let room: string
let foreignRoom: string
let acks = 0

beforeAll(async () => {
  channel = await TestChannel.open()
  room = await channel.peopleRoom()
  client = await channel.client()
  const ann = await channel.person('Ann')
  const annClient = await channel.client(ann.token)
  foreignRoom = 'a-room-of-ann'
  annClient.command(foreignRoom, { type: 'create-room', members: [], replyMode: 'manual' })
  await annClient.next('ack')
  await client.attach(room, { after: 0 })
  client.post(room, 'the first', USED_ID)
  await client.next('ack')
})

afterAll(async () => {
  expect(await channel.close()).toEqual([])
})

/** Whatever was wrong: the same connection goes on posting and seeing the room. */
afterEach(async () => {
  client.post(room, `still here ${(acks += 1)}`)
  const { seq } = await client.next('ack')
  await client.until(() => client.cursorOf(room) === seq)
})

const post = (text: unknown, more: object = {}) => ({
  type: 'command',
  id: 'an-id',
  room,
  command: { type: 'post-message', text },
  ...more,
})
const attach = (more: object) => ({ type: 'attach', ref: 'a-ref', room, ...more })

describe('[S3] bad input has a clear code, and the connection and the room are unharmed', () => {
  test.each<[string, () => unknown, string, object?]>([
    ['unknown room', () => post('x', { room: 'nowhere' }), 'room-not-found', { id: 'an-id' }],
    ['unknown room to see', () => attach({ room: 'nowhere', tail: 1 }), 'room-not-found', { ref: 'a-ref' }],
    ['not a member', () => post('x', { room: foreignRoom }), 'room-not-found', { id: 'an-id' }],
    [
      'not a member to see',
      () => attach({ room: foreignRoom, after: 0 }),
      'room-not-found',
      { ref: 'a-ref' },
    ],
    ['text over 16 KiB', () => post('x'.repeat(LIMITS.maxTextBytes + 1)), 'too-large', { id: 'an-id' }],
    ['text over 16 KiB in bytes', () => post('ö'.repeat(LIMITS.maxTextBytes / 2 + 1)), 'too-large'],
    ['empty text', () => post(''), 'empty-text', { id: 'an-id' }],
    ['text of blanks', () => post(' \n\t '), 'empty-text'],
    ['text that is no text', () => post(12), 'invalid-input', { id: 'an-id' }],
    ['no JSON', () => '{"type":', 'invalid-frame'],
    ['no object', () => '12', 'invalid-frame'],
    ['null', () => 'null', 'invalid-frame'],
    ['an array', () => '[{"type":"ping","ref":"1"}]', 'invalid-frame'],
    ['bytes', () => Buffer.from('{"type":"ping","ref":"1"}'), 'invalid-frame'],
    ['unknown frame type', () => ({ type: 'shout', ref: 'a-ref' }), 'unknown-frame', { ref: 'a-ref' }],
    ['no frame type', () => ({ ref: 'a-ref' }), 'unknown-frame', { ref: 'a-ref' }],
    ['unknown command', () => post('x', { command: { type: 'shout' } }), 'unknown-frame', { id: 'an-id' }],
    ['no command', () => ({ type: 'command', id: 'an-id', room }), 'unknown-frame', { id: 'an-id' }],
    ['id that is none', () => post('x', { id: 'ö' }), 'invalid-input'],
    ['id reused with other content', () => post('other', { id: USED_ID }), 'id-reused', { id: USED_ID }],
    ['after beyond the head', () => attach({ after: 1_000_000 }), 'after-beyond-head', { ref: 'a-ref' }],
    ['after that is no seq', () => attach({ after: -1 }), 'invalid-input', { ref: 'a-ref' }],
    ['neither after nor tail', () => attach({}), 'invalid-input', { ref: 'a-ref' }],
    ['both after and tail', () => attach({ after: 0, tail: 1 }), 'invalid-input', { ref: 'a-ref' }],
    ['a tail over the limit', () => attach({ tail: LIMITS.maxPage + 1 }), 'invalid-input', { ref: 'a-ref' }],
    [
      'detach where nothing is attached',
      () => ({ type: 'detach', ref: 'a-ref', room: 'nowhere' }),
      'not-attached',
    ],
  ])('%s', async (_, make, code, address = {}) => {
    client.send(make() as never)
    const answer = await client.next('error')
    expect(answer.error.code).toBe(code)
    expect(answer).toMatchObject(address)
  })

  test('a frame over 64 KiB closes the connection with 1009, and no other', async () => {
    const shouter = await channel.client()
    shouter.post(room, 'x'.repeat(LIMITS.maxFrameBytes))
    expect(await shouter.closed).toBe(1009)
  })

  test('nothing of it is in the log', async () => {
    const events = await channel.parley.log(room)
    const texts = events.flatMap((event) => (event.type === 'message-posted' ? [event.data.text] : []))
    expect(texts).toEqual([
      'the first',
      ...Array.from({ length: acks }, (_, index) => `still here ${index + 1}`),
    ])
  })
})
