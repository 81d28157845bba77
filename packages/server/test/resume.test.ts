import type { EventPage } from '../src/store/store.ts'
import type { Message, RoomEvent, TimelinePage } from '@parley/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ChannelClient } from './channel-client.ts'
import { TestChannel } from './open-channel.ts'

/** More than any page holds, many times. */
const MESSAGES = 5_000
const unlimited = { perSecond: 1e9, burst: 1e9 }

let channel: TestChannel
let author: ChannelClient
let room: string

beforeEach(async () => {
  channel = await TestChannel.open({ limits: { commands: unlimited, signals: unlimited } })
  room = await channel.peopleRoom()
  author = await channel.client()
})

afterEach(async () => {
  expect(await channel.close()).toEqual([])
})

async function get<Answer>(path: string): Promise<Answer> {
  const response = await channel.parley.request(`/api/rooms/${room}/${path}`)
  expect(response.status).toBe(200)
  return (await response.json()) as Answer
}

async function wholeLog(): Promise<RoomEvent[]> {
  const events: RoomEvent[] = []
  for (let after = 0; ;) {
    const page = await get<EventPage>(`events?after=${after}&limit=500`)
    expect(page.after).toBe(after)
    events.push(...page.events)
    if (page.to === page.head) return events
    after = page.to
  }
}

const seqs = (events: readonly { seq: number }[]) => events.map(({ seq }) => seq)

describe('[C4] months later', () => {
  test('a log of thousands is the same from any seq, by the channel and by pages, forward and backward', async () => {
    for (let index = 0; index < MESSAGES; index += 1) author.post(room, `${index}`)
    await author.acks(MESSAGES)
    const log = await wholeLog()
    const head = log.at(-1)?.seq as number
    expect(seqs(log)).toEqual(Array.from({ length: head }, (_, index) => index + 1))

    for (const after of [0, 1, 499, 500, 501, Math.floor(head / 2), head - 1, head]) {
      const client = await channel.client()
      await client.attach(room, { after })
      await client.until(() => client.cursorOf(room) === head)
      expect(seqs(client.eventsOf(room))).toEqual(seqs(log).slice(after))
      client.socket.terminate()
    }

    const backward: TimelinePage['items'] = []
    for (let before = ''; ; before = `&before=${backward[0]?.seq}`) {
      const page = await get<TimelinePage>(`timeline?limit=500${before}`)
      backward.unshift(...page.items)
      if (!page.more) break
    }
    expect(backward.map((item) => (item as Message).text)).toEqual(
      Array.from({ length: MESSAGES }, (_, index) => `${index}`),
    )
  })

  test('a page has as many as were asked for, and limits beyond the protocol are refused', async () => {
    for (const text of ['a', 'b', 'c', 'd']) author.post(room, text)
    await author.acks(4)
    expect(await get<EventPage>('events?after=2&limit=3')).toMatchObject({ after: 2, to: 5, head: 6 })
    expect(await get<EventPage>('events?after=6&limit=3')).toEqual({ after: 6, to: 6, head: 6, events: [] })
    expect(await get<TimelinePage>('timeline?limit=2')).toMatchObject({
      items: [{ text: 'c' }, { text: 'd' }],
      more: true,
    })
    expect(await get<TimelinePage>('timeline?limit=2&before=1')).toEqual({ items: [], more: false })
    for (const path of [
      'events?limit=501',
      'events?limit=0',
      'events?after=-1',
      'timeline?limit=501',
      'timeline?before=x',
    ]) {
      expect((await channel.parley.request(`/api/rooms/${room}/${path}`)).status).toBe(400)
    }
  })

  test('`after` in the future is refused, by the channel and over HTTP, and the connection lives', async () => {
    author.send({ type: 'attach', ref: 'far', room, after: 3 } as never)
    expect(await author.next('error')).toMatchObject({
      ref: 'far',
      error: { code: 'after-beyond-head', details: { after: 3, head: 2 } },
    })
    expect((await channel.parley.request(`/api/rooms/${room}/events?after=3`)).status).toBe(416)
    expect(await author.attach(room, { after: 2 })).toMatchObject({ after: 2 })
  })
})

test('[C4] from any seq within a streamed message: the rest of it, and once it is finished the whole in one', async () => {
  const say = (type: string, more: object, id: string) => author.command(room, { type, ...more } as never, id)
  say('start-message', {}, 'words')
  for (let index = 0; index < 20; index += 1)
    say('append-message', { message: 'words', text: `${index} ` }, `c${index}`)
  await author.acks(21)
  const all = Array.from({ length: 20 }, (_, index) => `${index} `)
  const readers = await Promise.all(
    [3, 4, 10, 22, 23].map(async (after) => {
      const client = await channel.client()
      await client.attach(room, { after })
      await client.until(() => client.cursorOf(room) === 23)
      return { after, client }
    }),
  )
  for (const { after, client } of readers) {
    const chunks = client
      .eventsOf(room)
      .flatMap((event) => (event.type === 'message-appended' ? [event.data.text] : []))
    expect(chunks).toEqual(all.slice(after - 3))
  }
  say('finish-message', { message: 'words' }, 'end')
  await author.acks(1)
  for (const after of [0, 3, 10, 23]) {
    const late = await channel.client()
    await late.attach(room, { after })
    await late.until(() => late.cursorOf(room) === 24)
    const last = late.eventsOf(room).at(-1)
    expect(last).toMatchObject({ seq: 24, type: 'message-finished', data: { text: all.join('') } })
    expect(late.eventsOf(room).some(({ type }) => type === 'message-appended')).toBe(false)
  }
  for (const { client } of readers) await client.until(() => client.cursorOf(room) === 24)
})
