import type { EventId, MemberId, RoomId, Seq, Signal } from '@parley/protocol'
import { MemoryNetwork, MemoryStorage, TestServer } from '@parley/testkit'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { connect } from './connect.ts'
import type { ParleyClient } from './parley-client.ts'

const [ann, bob, eve] = ['ann', 'bob', 'eve'] as MemberId[] as [MemberId, MemberId, MemberId]
const kitchen = 'kitchen' as RoomId
const seq = (value: number) => value as Seq

let server: TestServer
let network: MemoryNetwork
const tabs = new Set<ParleyClient>()

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000, toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  server = new TestServer(ann)
  server.book.createRoom(kitchen, [ann, bob, eve])
  network = new MemoryNetwork(server)
})

afterEach(() => {
  for (const tab of tabs) tab.close()
  tabs.clear()
  vi.useRealTimers()
})

async function openTab(): Promise<ParleyClient> {
  const tab = connect({ ...network.options, storage: new MemoryStorage() })
  tabs.add(tab)
  await network.settle()
  return tab
}

async function say(text: string, by = bob): Promise<void> {
  server.book.append(kitchen, { id: text as EventId, by, type: 'message-posted', data: { text } })
  server.publish(kitchen)
  await network.settle()
}

async function signal(...signals: Signal[]): Promise<void> {
  server.broadcast({ type: 'presence', room: kitchen, joined: [], left: [], signals })
  await network.settle()
}

/** The network goes and comes back, long enough for the next attempt. */
async function reconnect(meanwhile: () => void = () => undefined): Promise<void> {
  network.isUp = false
  network.cut()
  meanwhile()
  network.isUp = true
  vi.advanceTimersByTime(500)
  await network.settle()
}

const roomOf = (tab: ParleyClient) => {
  const room = tab.room(kitchen)
  if (room === undefined) throw new Error('no room')
  return room
}
const sent = (type: string) => server.received.filter((frame) => frame.type === type)

describe('[C6] unread', () => {
  test('counts what others said since it was read; what is read on one device is read on all', async () => {
    await say('old')
    const [phone, desk] = [await openTab(), await openTab()]
    expect([roomOf(phone).unread, roomOf(desk).unread]).toEqual([1, 1])
    phone.markRead(kitchen)
    expect(roomOf(phone).unread).toBe(0)
    await network.settle()
    expect(roomOf(desk).unread).toBe(0)
    await say('one')
    await say('two')
    await say('mine', ann)
    expect([roomOf(phone).unread, roomOf(desk).unread]).toEqual([2, 2])
    desk.markRead(kitchen)
    await network.settle()
    expect([roomOf(phone).unread, roomOf(desk).unread]).toEqual([0, 0])
    expect(roomOf(await openTab()).unread).toBe(0)
  })

  test('[E1] what is read already is not said again, and changes nothing', async () => {
    await say('one')
    const tab = await openTab()
    tab.markRead(kitchen)
    await network.settle()
    const [listener, count] = [vi.fn(), sent('read').length]
    tab.subscribe(listener)
    tab.markRead(kitchen)
    await network.settle()
    expect([listener.mock.calls.length, sent('read').length]).toEqual([0, count])
  })

  test('[R5] marked unread counts from the last message of somebody else, on all devices', async () => {
    for (const text of ['one', 'two']) await say(text)
    const [phone, desk] = [await openTab(), await openTab()]
    phone.markRead(kitchen)
    await say('mine', ann)
    await network.settle()
    desk.markUnread(kitchen)
    expect(roomOf(desk).unread).toBe(1)
    await network.settle()
    expect(roomOf(phone).unread).toBe(1)
    phone.markRead(kitchen)
    await network.settle()
    expect([roomOf(phone).unread, roomOf(desk).unread]).toEqual([0, 0])
  })

  test('what was read without a connection is said on the next one', async () => {
    const tab = await openTab()
    await say('one')
    await reconnect(() => tab.markRead(kitchen))
    expect(server.positions.get(kitchen)).toBe(5)
    expect(roomOf(tab).unread).toBe(0)
    expect(roomOf(await openTab()).unread).toBe(0)
  })

  test('a late echo of an earlier mark does not bring back what was read since', async () => {
    const tab = await openTab()
    for (const text of ['one', 'two']) await say(text)
    tab.markRead(kitchen)
    await network.settle()
    await signal({ type: 'read', member: ann, seq: seq(5) })
    expect(roomOf(tab).unread).toBe(0)
    await signal({ type: 'read', member: ann, seq: seq(5), back: true })
    expect(roomOf(tab).unread).toBe(1)
  })

  test('where the timeline does not reach back to the position the count of the server is taken on', async () => {
    for (let index = 0; index < 90; index += 1) await say(`${index}`)
    server.positions.set(kitchen, seq(10))
    const tab = await openTab()
    expect(roomOf(tab).view.timeline).toHaveLength(40)
    expect(roomOf(tab).unread).toBe(84)
    await say('one more')
    expect(roomOf(tab).unread).toBe(85)
    for (let index = 90; index < 120; index += 1) await say(`${index}`)
    expect(roomOf(tab).unread).toBe(100)
    tab.markRead(kitchen)
    expect(roomOf(tab).unread).toBe(0)
  })
})

describe('[D7] typing', () => {
  test('is said at most once in three seconds, again after a message, and taken back once', async () => {
    const tab = await openTab()
    const heard = () => server.received.flatMap((frame) => (frame.type === 'signal' ? [frame.signal.on] : []))
    for (let key = 0; key < 60; key += 1) {
      tab.typing(kitchen, true)
      vi.advanceTimersByTime(100)
    }
    await network.settle()
    expect(heard()).toEqual([true, true])
    tab.post(kitchen, 'hello')
    tab.typing(kitchen, false)
    tab.typing(kitchen, true)
    tab.typing(kitchen, false)
    tab.typing(kitchen, false)
    await network.settle()
    expect(heard()).toEqual([true, true, true, false])
  })

  test('others are seen typing, several at once; oneself and strangers are not', async () => {
    const tab = await openTab()
    const typing = (...members: MemberId[]) =>
      signal(...members.map((member) => ({ type: 'typing', member, on: true }) as const))
    await typing(eve, bob, ann, 'stranger' as MemberId)
    expect(roomOf(tab).typing).toEqual([{ member: eve }, { member: bob }])
    const before = roomOf(tab).typing
    await say('a message of somebody else', eve)
    expect(roomOf(tab).typing).toBe(before)
    await signal({ type: 'typing', member: eve, on: false })
    expect(roomOf(tab).typing).toEqual([{ member: bob }])
    network.cut()
    expect(roomOf(tab).typing).toEqual([])
  })
})

describe('[C6] presence', () => {
  test('follows what the server tells, and is empty without a connection', async () => {
    const tab = await openTab()
    expect([...roomOf(tab).present]).toEqual([ann])
    server.broadcast({ type: 'presence', room: kitchen, joined: [bob, eve], left: [], signals: [] })
    server.broadcast({ type: 'presence', room: kitchen, joined: [], left: [bob], signals: [] })
    await network.settle()
    expect([...roomOf(tab).present]).toEqual([ann, eve])
    const { present } = roomOf(tab)
    await say('hello')
    expect(roomOf(tab).present).toBe(present)
    network.cut()
    expect([...roomOf(tab).present]).toEqual([])
    await reconnect()
    expect([...roomOf(tab).present]).toEqual([ann])
  })

  test('positions of others are known, and outlive a cut', async () => {
    const tab = await openTab()
    await signal({ type: 'read', member: bob, seq: seq(3) })
    network.cut()
    expect([...roomOf(tab).read]).toEqual([[bob, 3]])
  })
})
