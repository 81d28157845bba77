import type { EventId, MemberId, Message, NewEvent, RoomId, Seq } from '@parley/protocol'
import { MemoryNetwork, MemoryStorage, TestServer } from '@parley/testkit'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { connect } from './connect.ts'
import type { ParleyClient } from './parley-client.ts'
import type { Room } from './room.ts'

const [ann, bob] = ['ann', 'bob'] as MemberId[] as [MemberId, MemberId]
const kitchen = 'kitchen' as RoomId

let server: TestServer
let network: MemoryNetwork
let client: ParleyClient
let room: Room

beforeEach(async () => {
  vi.useFakeTimers({ now: 1_000_000, toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  server = new TestServer(ann)
  network = new MemoryNetwork(server)
  server.book.createRoom(kitchen, [ann, bob])
  client = connect({ ...network.options, storage: new MemoryStorage() })
  room = client.attach('kitchen')
})

afterEach(() => {
  client.close()
  vi.useRealTimers()
})

function put(event: Partial<NewEvent> & { id: string }): void {
  server.book.append(kitchen, { by: bob, ...event } as NewEvent)
  server.publish(kitchen)
}
const say = (text: string, by = bob) => put({ id: text, by, type: 'message-posted', data: { text } } as never)

/** Collects what the room's messages bring until there is no more. */
function collect(options?: Parameters<Room['messages']>[0]): { texts: string[]; ended: Promise<void> } {
  const texts: string[] = []
  const read = async () => {
    for await (const message of room.messages(options)) texts.push(message.text)
  }
  return { texts, ended: read() }
}

describe('[E1] a room', () => {
  test('is ready when it is live, and unknown rooms are told apart from a refused client', async () => {
    const ready = room.ready()
    expect(room.state).toBeUndefined()
    await network.settle()
    expect((await ready).view.head.members).toHaveLength(2)
    const unknown = expect(client.attach('attic').ready()).rejects.toMatchObject({ code: 'room-not-found' })
    await network.settle()
    await unknown
    network.cut(4401)
    await expect(room.ready()).rejects.toMatchObject({ code: 'unauthorized' })
    client.close()
    await expect(client.attach('cellar').ready()).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('tells its listeners of its own changes only', async () => {
    server.book.createRoom('garden' as RoomId, [ann, bob])
    await network.settle()
    const listener = vi.fn()
    const stop = room.subscribe(listener)
    server.book.append('garden' as RoomId, {
      id: 'g' as EventId,
      by: bob,
      type: 'message-posted',
      data: { text: 'g' },
    })
    server.publish('garden' as RoomId)
    await network.settle()
    expect(listener).not.toHaveBeenCalled()
    say('hello')
    await network.settle()
    expect(listener).toHaveBeenCalledTimes(1)
    stop()
    say('more')
    await network.settle()
    expect(listener).toHaveBeenCalledTimes(1)
  })

  test('[C4] reads pages of its log forward and of its timeline backward', async () => {
    for (let index = 0; index < 120; index += 1) say(`${index}`)
    await network.settle()
    const first = await room.readEvents({ limit: 50 })
    const rest = await room.readEvents({ after: first.to, limit: 500 })
    expect([...first.events, ...rest.events].map(({ seq }) => seq)).toEqual(
      Array.from({ length: 123 }, (_, index) => index + 1),
    )
    expect(rest.to).toBe(rest.head)
    const last = await room.readTimeline({ limit: 2 })
    expect(last.items.map((item) => (item as Message).text)).toEqual(['118', '119'])
    const earlier = await room.readTimeline({ before: last.items[0]?.seq as Seq, limit: 1 })
    expect(earlier).toMatchObject({ items: [{ text: '117' }], more: true })
  })
})

describe('[A4] messages', () => {
  test('come once each, when they are whole, over a cut as well, and not one’s own', async () => {
    say('before')
    put({ id: 'open', type: 'message-started', data: {} } as never)
    const { texts } = collect()
    await network.settle()
    say('one')
    say('mine', ann)
    put({ id: 'c1', type: 'message-appended', data: { message: 'open', text: 'slow' } } as never)
    await network.settle()
    expect(texts).toEqual(['one'])
    network.cut()
    const end = { message: 'open', text: 'slowly', status: 'complete' }
    server.book.append(kitchen, { id: 'c2', by: bob, type: 'message-finished', data: end } as never)
    server.book.append(kitchen, {
      id: 'two',
      by: bob,
      type: 'message-posted',
      data: { text: 'two' },
    } as never)
    vi.advanceTimersByTime(1_000)
    await network.settle()
    expect(texts).toEqual(['one', 'slowly', 'two'])
  })

  test('said as soon as this member is seen in the room, before it is live here, are not missed', async () => {
    const stop = room.subscribe(() => {
      stop()
      say('are you there')
    })
    const { texts } = collect()
    await network.settle()
    expect(texts).toEqual(['are you there'])
  })

  test('since a seq: everything after it, however long ago, then what is new', async () => {
    for (let index = 0; index < 300; index += 1) say(`${index}`)
    const { texts } = collect({ since: (3 + 20) as Seq })
    await network.settle()
    say('new')
    await network.settle()
    expect(texts).toEqual([...Array.from({ length: 280 }, (_, index) => `${index + 20}`), 'new'])
  })

  test('end with the client, with a signal, and where the room is left', async () => {
    const abort = new AbortController()
    const [first, second] = [collect({ signal: abort.signal }), collect()]
    await network.settle()
    abort.abort()
    await first.ended
    server.dismiss(kitchen)
    await network.settle()
    await second.ended
    server.announce(kitchen)
    const third = collect()
    await network.settle()
    client.close()
    await third.ended
  })
})

describe('[A4] saying something', () => {
  const spoken = () =>
    server.book.log(kitchen).flatMap(({ type, data }) => {
      if (type === 'message-appended') return [data.text]
      return type === 'message-started' ? ['<'] : type === 'message-finished' ? [`${data.status}>`] : []
    })

  test('[M4] the first words leave at once, later ones in chunks, the last ones with the end', async () => {
    await network.settle()
    const stream = room.startMessage()
    void stream.append('a')
    void stream.append('b')
    await network.settle()
    void stream.append('')
    void stream.append('c')
    await network.settle()
    expect(spoken()).toEqual(['<', 'ab'])
    const added = stream.append('d')
    vi.advanceTimersByTime(50)
    await network.settle()
    await added
    void stream.append('e')
    const end = stream.finish()
    await network.settle()
    await end
    expect(spoken()).toEqual(['<', 'ab', 'cd', 'e', 'complete>'])
    expect(room.state?.view.timeline.at(-1)).toMatchObject({
      id: stream.id,
      text: 'abcde',
      status: 'complete',
    })
  })

  test('a source that fails leaves a message that says so, and the error', async () => {
    await network.settle()
    async function* words() {
      yield 'I was '
      throw new Error('the model is gone')
    }
    const said = expect(room.say(words())).rejects.toThrow('the model is gone')
    await network.settle()
    await said
    expect(spoken()).toEqual(['<', 'I was ', 'failed>'])
  })

  test('plain text is a plain message, and a refusal is a typed error', async () => {
    await network.settle()
    const said = room.say('hello')
    await network.settle()
    expect(room.state?.view.timeline.at(-1)).toMatchObject({ id: await said, text: 'hello' })
    server.refuse = () => 'forbidden'
    const stream = room.startMessage()
    void stream.append('never')
    const refused = expect(stream.finish()).rejects.toMatchObject({ name: 'ParleyError', code: 'forbidden' })
    await network.settle()
    await refused
  })
})
