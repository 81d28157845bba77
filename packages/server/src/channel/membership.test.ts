import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ChannelClient } from '../../test/channel-client.ts'
import { TestChannel } from '../../test/open-channel.ts'

let channel: TestChannel
let owner: ChannelClient
let room: string

beforeEach(async () => {
  channel = await TestChannel.open()
  owner = await channel.client()
  room = await channel.peopleRoom()
})

afterEach(async () => {
  expect(await channel.close()).toEqual([])
})

test('[R3] whoever is added hears of it on every connection, and may attach', async () => {
  const ann = await channel.person('Ann')
  const devices = [await channel.client(ann.token), await channel.client(ann.token)]
  owner.command(room, { type: 'add-member', member: ann.id })
  for (const device of devices) expect(await device.next('joined')).toEqual({ type: 'joined', room })
  await devices[0]?.attach(room, { after: 0 })
  expect(owner.frames.filter(({ type }) => type === 'joined')).toHaveLength(1)
})

test('[S2] whoever is removed sees that and nothing after it; nobody else is disturbed', async () => {
  const ann = await channel.person('Ann')
  owner.command(room, { type: 'add-member', member: ann.id })
  await owner.next('ack')
  const removed = await channel.client(ann.token)
  await removed.attach(room, { after: 3 })
  await owner.attach(room, { after: 3 })
  owner.command(room, { type: 'remove-member', member: ann.id })
  owner.post(room, 'behind her back')
  expect(await removed.next('detached')).toMatchObject({ room, error: { code: 'room-not-found' } })
  await owner.until(() => owner.cursorOf(room) === 5)
  await removed.settled()
  expect(removed.eventsOf(room).map(({ type }) => type)).toEqual(['member-removed'])
  removed.send({ type: 'attach', ref: 'again', room, after: 0 } as never)
  expect(await removed.next('error')).toMatchObject({ ref: 'again', error: { code: 'room-not-found' } })
  expect(owner.eventsOf(room).map(({ type }) => type)).toEqual(['member-removed', 'message-posted'])
})

test('[S2] a removal while an attach is under way wins', async () => {
  const ann = await channel.person('Ann')
  owner.command(room, { type: 'add-member', member: ann.id })
  await owner.next('ack')
  const removed = await channel.client(ann.token)
  const { readSnapshot } = channel.store
  let goOn = () => {}
  const reading = new Promise<void>((isReading) => {
    channel.store.readSnapshot = async (...given) => {
      const snapshot = await readSnapshot(...given)
      isReading()
      await new Promise<void>((resolve) => (goOn = resolve))
      return snapshot
    }
  })
  removed.send({ type: 'attach', ref: 'late', room, tail: 5 } as never)
  await reading
  owner.command(room, { type: 'remove-member', member: ann.id })
  await owner.until(() => owner.frames.filter(({ type }) => type === 'ack').length === 2)
  goOn()
  expect(await removed.next('error')).toMatchObject({ ref: 'late', error: { code: 'room-not-found' } })
  owner.post(room, 'behind her back')
  await owner.next('ack')
  await removed.settled()
  expect(removed.frames.map(({ type }) => type)).not.toContain('events')
})

test('[C3] a retry whose first attempt made it impossible is answered with the first result', async () => {
  const ann = await channel.person('Ann')
  const annClient = await channel.client(ann.token)
  const add = { type: 'add-member', member: ann.id } as const
  const leave = { type: 'remove-member', member: ann.id } as const
  const twice = async (client: ChannelClient, ...command: Parameters<ChannelClient['command']>) => {
    client.command(...command)
    const first = await client.next('ack')
    client.command(...command)
    expect(await client.next('ack')).toEqual(first)
  }
  await twice(owner, room, add, 'add')
  await twice(annClient, room, leave, 'leave')
  await twice(owner, room, { type: 'delete-room' }, 'delete')
  expect((await channel.parley.log(room)).map(({ type }) => type).slice(2)).toEqual([
    'member-added',
    'member-removed',
    'room-deleted',
  ])

  annClient.command(room, add, 'leave')
  expect(await annClient.next('error')).toMatchObject({ id: 'leave', error: { code: 'room-not-found' } })
})

test('[R2 S1] who was renamed since the connection was opened makes rooms by the new name', async () => {
  await channel.parley.request('/api/me', { method: 'PATCH', body: JSON.stringify({ name: 'Robin Hood' }) })
  owner.command('later', { type: 'create-room', members: [], replyMode: 'manual' })
  await owner.next('ack')
  const names = (await channel.parley.log('later')).flatMap((event) =>
    event.type === 'member-added' ? [event.data.member.name] : [],
  )
  expect(names).toEqual(['Robin Hood'])
})
