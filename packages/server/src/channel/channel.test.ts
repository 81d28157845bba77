import { LLMock } from '@copilotkit/aimock'
import type { ClientFrame, EventId, RoomEvent } from '@parley/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ChannelClient } from '../../test/channel-client.ts'
import { TestChannel } from '../../test/open-channel.ts'
import { configureModels } from '../models/index.ts'

let channel: TestChannel

beforeEach(async () => {
  channel = await TestChannel.open()
})

afterEach(async () => {
  expect(await channel.close()).toEqual([])
})

describe('attach', () => {
  test('[C4] after a seq: what came since, then what comes', async () => {
    const room = await channel.peopleRoom()
    const client = await channel.client()
    client.post(room, 'one')
    const { seq } = await client.next('ack')
    client.post(room, 'two')
    await client.next('ack')
    expect(await client.attach(room, { after: seq })).toMatchObject({ ref: 'attach', room, after: seq })
    client.post(room, 'three')
    await client.until(() => client.cursorOf(room) === seq + 2)
    expect(textsOf(client.eventsOf(room))).toEqual(['two', 'three'])
  })

  test('[C4] with a tail: a snapshot, then what comes', async () => {
    const room = await channel.peopleRoom()
    const client = await channel.client()
    for (const text of ['one', 'two', 'three']) client.post(room, text)
    await client.acks(3)
    const { after, snapshot } = await client.attach(room, { tail: 2 })
    expect(snapshot?.timeline).toMatchObject([{ text: 'two' }, { text: 'three' }])
    expect(snapshot?.head.seq).toBe(after)
    client.post(room, 'four')
    await client.until(() => client.cursorOf(room) === after + 1)
    expect(textsOf(client.eventsOf(room))).toEqual(['four'])
  })

  test('[C4] pages longer than 64 KiB arrive whole', async () => {
    const room = await channel.peopleRoom()
    const client = await channel.client()
    const texts = Array.from({ length: 12 }, (_, index) => `${index}`.padEnd(16_000, 'ö').slice(0, 8_000))
    for (const text of texts) client.post(room, text)
    await client.acks(texts.length)
    await client.attach(room, { after: 0 })
    await client.until(() => client.cursorOf(room) === texts.length + 2)
    expect(textsOf(client.eventsOf(room))).toEqual(texts)
  })

  test('[C4] twice at once: the later one is answered, nothing is refused', async () => {
    const room = await channel.peopleRoom()
    const client = await channel.client()
    for (const ref of ['one', 'two', 'three'])
      client.send({ type: 'attach', ref, room, tail: 5 } as ClientFrame)
    await client.until(() =>
      client.frames.some((frame) => frame.type === 'attached' && frame.ref === 'three'),
    )
    await client.settled()
    expect(client.frames.filter(({ type }) => type === 'error')).toEqual([])
    client.post(room, 'one')
    await client.until(() => client.eventsOf(room).length === 1)
  })

  test('[C4] again moves the place; detach ends it', async () => {
    const room = await channel.peopleRoom()
    const client = await channel.client()
    await client.attach(room, { after: 2 })
    client.post(room, 'one')
    await client.until(() => client.cursorOf(room) === 3)
    await client.attach(room, { after: 0 })
    await client.until(() => client.cursorOf(room) === 3)
    expect(client.eventsOf(room).map(({ seq }) => seq)).toEqual([3, 1, 2, 3])
    client.send({ type: 'detach', ref: 'leave', room } as ClientFrame)
    expect(await client.next('detached')).toEqual({ type: 'detached', ref: 'leave', room })
    const count = client.frames.length
    client.post(room, 'two')
    await client.next('ack')
    await client.settled()
    expect(client.frames.slice(count).map(({ type }) => type)).toEqual(['ack', 'pong'])
  })

  test('[C1 C4] while sixteen writers post: history, then live, each seq once, the same for all', async () => {
    const room = await channel.peopleRoom()
    const writers = await Promise.all(Array.from({ length: 16 }, () => channel.client()))
    const posting = writers.map((writer, index) => postOneByOne(writer, room, 40, index))
    const readers: ChannelClient[] = []
    for (let index = 0; index < 8; index += 1) {
      const reader = await channel.client()
      await reader.attach(room, index % 2 === 0 ? { after: index * 10 } : { tail: index })
      readers.push(reader)
    }
    await Promise.all(posting)
    const head = 2 + 16 * 40
    for (const reader of readers) await reader.until(() => reader.cursorOf(room) === head)
    const all = readers[0]?.eventsOf(room) ?? []
    expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, index) => index + 1))
    for (const reader of readers) {
      const events = reader.eventsOf(room)
      expect(events).toEqual(all.slice(all.length - events.length))
    }
  })

  test('[C4] one connection sees many rooms', async () => {
    const client = await channel.client()
    const rooms = await Promise.all([1, 2, 3].map(() => channel.peopleRoom()))
    for (const room of rooms) await client.attach(room, { after: 2 })
    for (const room of rooms) client.post(room, `to ${room}`)
    await client.until(() => rooms.every((room) => client.cursorOf(room) === 3))
    for (const room of rooms) expect(textsOf(client.eventsOf(room))).toEqual([`to ${room}`])
  })
})

describe('commands', () => {
  test('[C3] a retry is answered with the first seq and doubles nothing', async () => {
    const room = await channel.peopleRoom()
    const [client, other] = [await channel.client(), await channel.client()]
    client.post(room, 'once', 'the-id')
    const { seq } = await client.next('ack')
    client.post(room, 'later')
    await client.next('ack')
    other.post(room, 'once', 'the-id')
    expect(await other.next('ack')).toEqual({ type: 'ack', id: 'the-id', room, seq })
    expect(textsOf(await channel.parley.log(room))).toEqual(['once', 'later'])
  })

  test('[C1] of one connection reach the log in the order in which they were sent', async () => {
    const room = await channel.peopleRoom()
    const client = await channel.client()
    client.post(room, 'root', 'root')
    await client.acks(1)
    const texts = Array.from({ length: 200 }, (_, index) => `${index}`)
    // An answer has to be looked up first, a plain message does not.
    for (const [index, text] of texts.entries()) {
      const replyTo = index % 2 === 0 ? { replyTo: 'root' as EventId } : {}
      client.command(room, { type: 'post-message', text, ...replyTo })
    }
    await client.acks(texts.length)
    expect(textsOf(await channel.parley.log(room))).toEqual(['root', ...texts])
  })

  test('[C2] an ack comes when the message can be read from the log', async () => {
    const room = await channel.peopleRoom()
    const client = await channel.client()
    client.post(room, 'durable')
    const { seq } = await client.next('ack')
    const page = await channel.store.readEvents(room as never, (seq - 1) as never, 1)
    expect(page?.events).toMatchObject([{ seq, data: { text: 'durable' } }])
  })
})

test('[C4 C5] resume after a cut in the middle of a reply: the rest, no word twice', async () => {
  const mock = await LLMock.create({ port: 0 })
  const answer = 'One thing after another, and none of them lost. '.repeat(8).trim()
  mock.on({ predicate: () => true }, { content: answer }, { chunkSize: 6, latency: 4 })
  const openai = { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: `${mock.url}/v1` }
  const models = await configureModels({ OLLAMA_HOST: '', PARLEY_MODEL: 'openai:gpt-6-astra', ...openai })
  const streaming = await TestChannel.open({ models })
  const room = await streaming.parley.createRoom(['a_steve-jobs'])
  const first = await streaming.client()
  await first.attach(room, { after: 0 })
  first.post(room, 'Go on.')
  await first.until(() => chunksOf(first.eventsOf(room)).length === 2)
  first.socket.terminate()
  await first.closed

  const second = await streaming.client()
  await second.attach(room, { after: first.cursorOf(room) })
  await second.until(() => second.eventsOf(room).some(({ type }) => type === 'message-finished'))
  expect(second.eventsOf(room)[0]?.seq).toBeGreaterThan(first.cursorOf(room))
  const finished = second.eventsOf(room).find((event) => event.type === 'message-finished')
  expect(finished?.data).toMatchObject({ text: answer, status: 'complete' })
  // Chunks that were folded before the second connection came are not sent again.
  const words = [...chunksOf(first.eventsOf(room)), ...chunksOf(second.eventsOf(room))].join('')
  expect(answer.slice(0, words.length)).toBe(words)
  expect(await streaming.close()).toEqual([])
  await mock.stop()
})

async function postOneByOne(writer: ChannelClient, room: string, count: number, name: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    writer.post(room, `${name}: ${index}`)
    await writer.next('ack')
  }
}

function textsOf(events: readonly RoomEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'message-posted' ? [event.data.text] : []))
}

function chunksOf(events: readonly RoomEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'message-appended' ? [event.data.text] : []))
}
