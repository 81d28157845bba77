import type { ClientFrame, MemberId, RoomList, ServerFrame } from '@parley/protocol'
import { foldSignals, NO_SIGNALS } from '@parley/room'
import type { RoomSignals } from '@parley/room'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ChannelClient } from '../../test/channel-client.ts'
import { TestChannel } from '../../test/open-channel.ts'
import { connectionLimits } from './token-bucket.ts'

let channel: TestChannel

beforeEach(async () => {
  channel = await TestChannel.open()
})

afterEach(async () => {
  expect(await channel.close()).toEqual([])
})

function signalsOf({ frames }: ChannelClient, room: string): RoomSignals {
  return frames
    .filter((frame) => frame.type === 'presence' && frame.room === room)
    .map((frame) => frame as ServerFrame & { type: 'presence' })
    .reduce(foldSignals, NO_SIGNALS)
}

const signalTyping = (client: ChannelClient, room: string, on: boolean) =>
  client.send({ type: 'signal', room, signal: { type: 'typing', on } } as ClientFrame)
const signalRead = (client: ChannelClient, room: string, seq: number, back?: true) =>
  client.send({ type: 'read', room, seq, ...(back ? { back } : {}) } as ClientFrame)

/** A room of the owner and Ben, each with a connection that sees it. */
async function twoInARoom() {
  const ben = await channel.person('Ben')
  const room = await channel.peopleRoom([ben.id])
  const [owner, guest] = [await channel.client(), await channel.client(ben.token)]
  await owner.attach(room, { tail: 1 })
  await guest.attach(room, { tail: 1 })
  const sees = (client: ChannelClient, what: (signals: RoomSignals) => boolean) =>
    client.until(() => what(signalsOf(client, room)))
  return { ben, room, owner, guest, sees }
}

test('[C6] members see who is here, and a connection that vanishes is gone', async () => {
  const { ben, owner, guest, sees } = await twoInARoom()
  await sees(owner, ({ present }) => present.has(ben.id))
  await sees(guest, ({ present }) => present.size === 2)
  guest.socket.terminate()
  await sees(owner, ({ present }) => !present.has(ben.id))
})

test('[D7] typing is seen by others, ends with the message, and is in no log', async () => {
  const { ben, room, owner, guest, sees } = await twoInARoom()
  signalTyping(guest, room, true)
  await sees(owner, ({ typing }) => typing.has(ben.id))
  const before = (await channel.store.readHead(room as never))?.seq
  guest.post(room, 'there')
  await sees(owner, ({ typing }) => !typing.has(ben.id))
  expect((await channel.store.readHead(room as never))?.seq).toBe((before ?? 0) + 1)
})

test('[C6] read positions are told, kept, given to whoever comes, and counted in the list', async () => {
  const { ben, room, owner, guest, sees } = await twoInARoom()
  for (const text of ['one', 'two', 'three']) owner.post(room, text)
  await owner.acks(3)
  await guest.until(() => guest.cursorOf(room) === 6)
  signalRead(guest, room, 5)
  await sees(owner, ({ read }) => read.get(ben.id) === 5)
  const reading = () =>
    channel.store.readUnread(ben.id).then((rooms) => rooms.find((one) => one.room === room))
  signalRead(guest, room, 2_000)
  await sees(owner, ({ read }) => read.get(ben.id) === 6)
  signalRead(guest, room, 4)
  signalRead(guest, room, 3, true)
  await sees(owner, ({ read }) => read.get(ben.id) === 3)
  for (const client of [owner, guest]) client.socket.terminate()
  const late = await channel.client()
  await late.attach(room, { tail: 1 })
  await sees(late, ({ read }) => read.get(ben.id) === 3)
  expect(await reading()).toEqual({ room, position: 3, unread: 3 })
})

test('[C6 R5] the list knows at once what was read a moment ago, and what was marked as unread', async () => {
  const { ben, room, owner, guest, sees } = await twoInARoom()
  owner.post(room, 'one')
  await owner.acks(1)
  await guest.until(() => guest.cursorOf(room) === 4)
  const reading = async () => {
    const answer = await channel.parley.request('/api/rooms', {
      headers: { authorization: `Bearer ${ben.token}` },
    })
    return ((await answer.json()) as RoomList).unread.find((one) => one.room === room)
  }
  signalRead(guest, room, 4)
  await sees(owner, ({ read }) => read.get(ben.id) === 4)
  expect(await reading()).toEqual({ room, position: 4, unread: 0 })
  signalRead(guest, room, 3, true)
  await sees(owner, ({ read }) => read.get(ben.id) === 3)
  expect(await reading()).toEqual({ room, position: 3, unread: 1 })
})

test('[S2] signals of a room that is not attached are refused, and reach nobody', async () => {
  const { room, owner } = await twoInARoom()
  const stranger = await channel.client((await channel.person('Eve')).token)
  signalTyping(stranger, room, true)
  expect((await stranger.next('error')).error.code).toBe('not-attached')
  signalRead(stranger, room, 3)
  expect((await stranger.next('error')).error.code).toBe('not-attached')
  await owner.settled()
  expect(signalsOf(owner, room).typing.size).toBe(0)
})

test('[S2] whoever is removed is seen no more, and sees nobody any more', async () => {
  const { ben, room, owner, guest, sees } = await twoInARoom()
  await sees(owner, ({ present }) => present.has(ben.id))
  owner.command(room, { type: 'remove-member', member: ben.id as MemberId })
  await sees(owner, ({ present }) => !present.has(ben.id))
  await guest.next('detached')
  const count = guest.frames.length
  signalTyping(owner, room, true)
  await sees(owner, ({ typing }) => typing.size === 1)
  await guest.settled()
  expect(guest.frames.slice(count).map((frame) => frame.type)).toEqual(['pong'])
})

test('[C7] too many commands are refused with a time to wait, and none is lost or doubled by waiting', async () => {
  const limited = await TestChannel.open({ limits: connectionLimits(25) })
  const room = await limited.peopleRoom()
  const client = await limited.client()
  for (let index = 0; index < 130; index += 1) client.post(room, `${index}`, `post-${index}`)
  await client.settled()
  const refused = client.frames.flatMap((frame) => (frame.type === 'error' ? [frame] : []))
  expect(refused.length).toBeGreaterThan(0)
  for (const { error } of refused) {
    expect(error).toMatchObject({ code: 'rate-limited', retryable: true })
    expect(error.details?.['retryAfterMs']).toBeGreaterThanOrEqual(40)
  }
  const other = await limited.client()
  other.post(room, 'somebody else is not held up')
  await other.next('ack')
  expect(await limited.close()).toEqual([])
})

test('[C7] signals over the rate are dropped without a word', async () => {
  const limited = await TestChannel.open({ limits: connectionLimits() })
  const room = await limited.peopleRoom()
  const [client, other] = [await limited.client(), await limited.client()]
  for (const each of [client, other]) await each.attach(room, { tail: 1 })
  for (let index = 0; index < 1_000; index += 1) signalTyping(client, room, index % 2 === 0)
  await client.settled()
  expect(client.frames.filter((frame) => frame.type === 'error')).toEqual([])
  expect(await limited.close()).toEqual([])
})
