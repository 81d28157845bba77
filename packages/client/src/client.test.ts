import type { EventId, MemberId, RoomId } from '@parley/protocol'
import { viewOfLog } from '@parley/room'
import { MemoryNetwork, MemoryStorage, TestServer } from '@parley/testkit'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { connect } from './connect.ts'
import type { ParleyClient } from './parley-client.ts'

const [ann, bob] = ['ann', 'bob'] as MemberId[] as [MemberId, MemberId]
const [kitchen, garden] = ['kitchen', 'garden'] as RoomId[] as [RoomId, RoomId]

let server: TestServer
let network: MemoryNetwork
let client: ParleyClient

beforeEach(async () => {
  vi.useFakeTimers({ now: 1_000_000, toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  server = new TestServer(ann)
  network = new MemoryNetwork(server)
  server.book.createRoom(kitchen, [ann, bob], [], 'Kitchen')
  vi.advanceTimersByTime(1_000)
  server.book.createRoom(garden, [ann, bob], [], 'Garden')
  vi.advanceTimersByTime(1_000)
  client = connect({ ...network.options, storage: new MemoryStorage() })
  await network.settle()
})

afterEach(() => {
  client.close()
  vi.useRealTimers()
})

async function pass(milliseconds: number): Promise<void> {
  await network.settle()
  vi.advanceTimersByTime(milliseconds)
  await network.settle()
}

async function say(room: RoomId, text: string, by = bob): Promise<EventId> {
  const id = `${room}-${text}` as EventId
  server.book.append(room, { id, by, type: 'message-posted', data: { text } })
  server.publish(room)
  await network.settle()
  return id
}

const texts = (room: RoomId) =>
  client.room(room)?.view.timeline.flatMap((item) => (item.kind === 'message' ? [item.text] : []))

const attaches = () => server.received.filter((frame) => frame.type === 'attach')

describe('[E1] the start', () => {
  test('the list fills the rooms, and every room is live', async () => {
    expect(client.status).toBe('online')
    expect(client.me?.id).toBe(ann)
    expect(client.rooms.map((room) => [room.id, room.synced])).toEqual([
      [garden, true],
      [kitchen, true],
    ])
    expect(attaches().map(({ after }) => after)).toEqual([3, 3])
    await say(kitchen, 'hello')
    expect(texts(kitchen)).toEqual(['hello'])
    expect(client.rooms.map((room) => room.id)).toEqual([kitchen, garden])
  })

  test('a list that cannot be read is asked for again', async () => {
    client.close()
    client = connect({
      ...network.options,
      fetch: vi.fn(network.fetch).mockResolvedValueOnce(new Response('bad gateway', { status: 502 })),
    })
    await network.settle()
    expect(client.rooms).toEqual([])
    await pass(2_000)
    expect(client.rooms).toHaveLength(2)
  })

  test('[W8] an eager client shows the rooms before there is a connection, and all that came meanwhile', async () => {
    client.close()
    const fetch = vi.fn(network.fetch)
    client = connect({ ...network.options, storage: new MemoryStorage(), fetch, eager: true })
    await new Promise((resolve) => setImmediate(resolve))
    expect(client.rooms).toHaveLength(2)
    expect(client.status).toBe('connecting')
    expect(client.rooms.every(({ synced }) => !synced)).toBe(true)
    const me = client.me
    expect(me?.id).toBe(ann)
    const shed = 'shed' as RoomId
    server.book.append(kitchen, { id: 'm' as EventId, by: bob, type: 'message-posted', data: { text: 'hi' } })
    server.book.createRoom(shed, [bob, ann])
    await network.settle()
    expect(client.status).toBe('online')
    expect(texts(kitchen)).toEqual(['hi'])
    expect(client.rooms.map(({ id }) => id).toSorted()).toEqual([garden, kitchen, shed])
    expect(client.rooms.every(({ synced }) => synced)).toBe(true)
    expect(client.me).toBe(me)
    expect(fetch).toHaveBeenCalledTimes(4)
  })

  test('agents are read on demand', async () => {
    await client.loadAgents()
    expect(client.agents).toEqual([])
    expect(client.agents).toBe(client.agents)
  })
})

describe('[S2] rooms come and go', () => {
  test('a joined room appears with its tail', async () => {
    const shed = 'shed' as RoomId
    server.book.createRoom(shed, [bob, ann])
    server.announce(shed)
    await network.settle()
    expect(attaches().at(-1)).toMatchObject({ room: shed, tail: 40 })
    expect(client.room(shed)?.view.head.members).toHaveLength(2)
  })

  test('a room that one was removed from leaves', async () => {
    server.dismiss(kitchen)
    await network.settle()
    expect(client.rooms.map((room) => room.id)).toEqual([garden])
    expect(client.room(kitchen)).toBeUndefined()
  })

  test('a room that was lost or joined while offline is gone or there after the reconnect', async () => {
    const shed = 'shed' as RoomId
    network.cut()
    server.book.delete(kitchen)
    server.book.createRoom(shed, [bob, ann])
    await pass(500)
    expect(client.rooms.map((room) => room.id).toSorted()).toEqual([garden, shed])
  })

  test('[D14] a deleted room is out of the list and back in it when restored', async () => {
    server.book.append(kitchen, { id: 'd' as EventId, by: bob, type: 'room-deleted', data: {} })
    server.publish(kitchen)
    await network.settle()
    expect(client.rooms.map((room) => room.id)).toEqual([garden])
    server.book.append(kitchen, { id: 'r' as EventId, by: bob, type: 'room-restored', data: {} })
    server.publish(kitchen)
    await network.settle()
    expect(client.rooms.map((room) => room.id)).toEqual([kitchen, garden])
  })
})

describe('[C4] resume', () => {
  test('after a cut every room goes on from its cursor', async () => {
    await say(kitchen, 'one')
    network.cut()
    expect(client.status).toBe('connecting')
    expect(client.room(kitchen)?.synced).toBe(false)
    server.book.append(kitchen, {
      id: 'x' as EventId,
      by: bob,
      type: 'message-posted',
      data: { text: 'two' },
    })
    await pass(500)
    expect(client.status).toBe('online')
    expect(
      attaches()
        .slice(2)
        .map(({ room, after }) => [room, after]),
    ).toEqual([
      [kitchen, 4],
      [garden, 3],
    ])
    expect(texts(kitchen)).toEqual(['one', 'two'])
  })

  test('a lost frame is noticed at the next one and fetched', async () => {
    network.fate = () => []
    await say(kitchen, 'lost')
    network.fate = (frame) => [frame]
    await say(kitchen, 'next')
    expect(texts(kitchen)).toEqual(['lost', 'next'])
    expect(attaches()).toHaveLength(3)
  })

  test('a server that never closes the gap is not asked without end', async () => {
    network.fate = (frame) => (frame.type === 'events' ? [] : [frame])
    await say(kitchen, 'lost')
    const before = attaches().length
    network.fate = (frame) =>
      frame.type === 'attached'
        ? [frame, { type: 'events', room: frame.room, after: 90, to: 91, events: [] } as never]
        : []
    network.inject(JSON.stringify({ type: 'events', room: kitchen, after: 90, to: 91, events: [] }))
    await pass(0)
    expect(attaches().length - before).toBeLessThanOrEqual(3)
    for (let second = 0; second < 60; second += 1) await pass(1_000)
    expect(attaches().length - before).toBeLessThan(150)
  })

  test('a server that was put back to an older backup gives a new view', async () => {
    await say(kitchen, 'one')
    await say(kitchen, 'two')
    network.cut()
    server.book.cutBack(kitchen, 4)
    await pass(500)
    expect(texts(kitchen)).toEqual(['one'])
    expect(client.room(kitchen)?.synced).toBe(true)
    await say(kitchen, 'other')
    expect(texts(kitchen)).toEqual(['one', 'other'])
  })

  test('an attach that is refused for now is tried again', async () => {
    network.cut()
    server.refuse = (frame) => (frame.type === 'attach' ? 'unavailable' : undefined)
    await pass(500)
    expect(client.room(kitchen)?.synced).toBe(false)
    server.refuse = () => undefined
    await pass(1_000)
    expect(client.room(kitchen)?.synced).toBe(true)
  })

  test('a malformed message ends the connection, and the next one resumes', async () => {
    network.inject('{"type":"events"}')
    expect(client.status).toBe('connecting')
    await pass(500)
    expect(client.status).toBe('online')
    await say(kitchen, 'hello')
    expect(texts(kitchen)).toEqual(['hello'])
  })

  test('a frame of an unknown type is ignored', async () => {
    network.inject('{"type":"weather","room":"kitchen"}')
    expect(client.status).toBe('online')
  })
})

describe('[C7] the connection', () => {
  test('a silent server is found out by a ping, and left', async () => {
    await pass(15_000)
    expect(server.received.at(-1)).toMatchObject({ type: 'ping' })
    await pass(5_000)
    expect(client.status).toBe('online')
    network.fate = () => []
    await pass(10_000)
    await pass(5_000)
    expect(client.status).toBe('connecting')
  })

  test('tries on while the server is away, and says so', async () => {
    network.isUp = false
    network.cut(1001)
    await pass(500)
    expect(client.status).toBe('offline')
    for (let second = 0; second < 30; second += 1) await pass(1_000)
    network.isUp = true
    for (let second = 0; second < 10; second += 1) await pass(1_000)
    expect(client.status).toBe('online')
  })

  test.each([4400, 4401])('does not come back after %i', async (code) => {
    network.cut(code)
    expect(client.status).toBe('refused')
    await pass(60_000)
    expect(client.status).toBe('refused')
    await expect(client.command(kitchen, { type: 'delete-room' })).rejects.toMatchObject({
      code: 'unauthorized',
    })
  })

  test('is refused where HTTP does not know the session', async () => {
    client.close()
    client = connect({ ...network.options, fetch: async () => new Response(null, { status: 401 }) })
    await network.settle()
    expect(client.status).toBe('refused')
  })
})

describe('what is read stays the same while nothing changes', () => {
  test('a change of one room leaves the other and says so once', async () => {
    const [before, other] = [client.room(kitchen), client.room(garden)]
    const listener = vi.fn()
    client.subscribe(listener)
    await say(kitchen, 'hello')
    expect(listener).toHaveBeenCalledTimes(1)
    expect(client.room(kitchen)).not.toBe(before)
    expect(client.room(kitchen)?.pending).toBe(before?.pending)
    expect(client.room(garden)).toBe(other)
    expect(client.rooms).toBe(client.rooms)
  })

  test('frames without news call nobody', async () => {
    await say(kitchen, 'hello')
    const listener = vi.fn()
    const stop = client.subscribe(listener)
    network.inject(
      '[{"type":"pong","ref":"1"},{"type":"events","room":"kitchen","after":1,"to":3,"events":[]}]',
    )
    expect(listener).not.toHaveBeenCalled()
    stop()
    await say(kitchen, 'more')
    expect(listener).not.toHaveBeenCalled()
  })

  test('nothing of one principal is shown to another', async () => {
    network.cut()
    const other = new TestServer(bob)
    other.book.createRoom('shed' as RoomId, [bob])
    Object.assign(network, { server: other })
    await pass(500)
    expect(client.me?.id).toBe(bob)
    expect(client.rooms.map((room) => room.id)).toEqual(['shed'])
  })
})

describe('older messages', () => {
  test('[C4] are put before the timeline, page by page, until there are none', async () => {
    for (let index = 0; index < 120; index += 1) {
      server.book.append(kitchen, {
        id: `m${index}` as EventId,
        by: bob,
        type: 'message-posted',
        data: { text: `${index}` },
      })
    }
    client.close()
    client = connect(network.options)
    await network.settle()
    expect(client.room(kitchen)?.view).toEqual(server.book.snapshot(kitchen, 40))
    const loading = client.loadOlder(kitchen)
    const second = client.loadOlder(kitchen)
    expect(client.room(kitchen)?.loadingOlder).toBe(true)
    await Promise.all([loading, second])
    expect(client.room(kitchen)?.loadingOlder).toBe(false)
    expect(texts(kitchen)).toHaveLength(90)
    await client.loadOlder(kitchen)
    await client.loadOlder(kitchen)
    expect(client.room(kitchen)?.view).toEqual(viewOfLog(server.book.log(kitchen)))
    network.isUp = false
  })

  test('a page that does not come is an error, and can be asked for again', async () => {
    for (let index = 0; index < 60; index += 1) {
      server.book.append(kitchen, {
        id: `m${index}` as EventId,
        by: bob,
        type: 'message-posted',
        data: { text: `${index}` },
      })
    }
    client.close()
    client = connect(network.options)
    await network.settle()
    network.isUp = false
    await expect(client.loadOlder(kitchen)).rejects.toMatchObject({ code: 'unavailable', retryable: true })
    expect(client.room(kitchen)?.loadingOlder).toBe(false)
    network.isUp = true
    await client.loadOlder(kitchen)
    expect(texts(kitchen)).toHaveLength(60)
  })
})

test('after close nothing happens any more', async () => {
  client.close()
  expect(client.status).toBe('offline')
  await pass(60_000)
  expect(client.status).toBe('offline')
  await expect(client.command(kitchen, { type: 'delete-room' })).rejects.toMatchObject({
    code: 'unavailable',
  })
  expect(vi.getTimerCount()).toBe(0)
})
