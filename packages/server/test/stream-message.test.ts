import type { CommandInput, RoomEvent, RoomId } from '@parley/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openMemoryStore } from '../src/index.ts'
import { Heads } from '../src/rooms/heads.ts'
import { OPEN_MESSAGE_MS, OpenMessages } from '../src/rooms/open-messages.ts'
import { Log } from '../src/log/log.ts'
import type { Store } from '../src/store/store.ts'
import { ManualClock } from './manual-clock.ts'
import { TestChannel } from './open-channel.ts'

let channel: TestChannel

beforeEach(async () => {
  channel = await TestChannel.open({ store: unhurriedStore() })
})

afterEach(async () => {
  expect(await channel.close()).toEqual([])
})

/** Its commits take their time, in order: whoever does not wait for them reads what was before. */
function unhurriedStore(): Store {
  const store = openMemoryStore()
  let last: Promise<unknown> = Promise.resolve()
  const append: Store['append'] = (request) => {
    const appended = last.then(async () => {
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      return store.append(request)
    })
    last = appended.catch(() => undefined)
    return appended
  }
  return new Proxy(store, {
    get: (target, key) => {
      if (key === 'append') return append
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

const append = (message: string, text: string) =>
  ({ type: 'append-message', message, text }) as unknown as CommandInput
const finish = (message: string) => ({ type: 'finish-message', message }) as unknown as CommandInput

function typesOf(events: readonly RoomEvent[]): string[] {
  return events.flatMap(({ type }) => (type.startsWith('message-') ? [type] : []))
}

test('[A4, M4] a member streams its words without waiting for answers, and everybody sees them grow', async () => {
  const room = await channel.peopleRoom()
  const [author, reader] = [await channel.client(), await channel.client()]
  await reader.attach(room, { after: 0 })
  author.command(room, { type: 'start-message' }, 'words')
  for (const chunk of ['one ', 'two ', 'three']) author.command(room, append('words', chunk))
  author.command(room, finish('words'), 'end')
  await author.acks(5)
  await reader.until(() => typesOf(reader.eventsOf(room)).includes('message-finished'))
  expect(typesOf(reader.eventsOf(room))).toEqual([
    'message-started',
    'message-appended',
    'message-appended',
    'message-appended',
    'message-finished',
  ])
  const { timeline } = await channel.parley.snapshot(room)
  expect(timeline.at(-1)).toMatchObject({ id: 'words', text: 'one two three', status: 'complete' })
  // Who comes later gets the whole text in place of its chunks.
  expect(typesOf(await channel.parley.log(room))).toEqual(['message-started', 'message-finished'])
})

test('[C3] a chunk that is sent again is there once, and so is the end', async () => {
  const room = await channel.peopleRoom()
  await channel.parley.command(room, { type: 'start-message' }, 'words')
  const first = await channel.parley.command(room, append('words', 'once'), 'chunk')
  expect(await channel.parley.command(room, append('words', 'once'), 'chunk')).toBe(first)
  const last = await channel.parley.command(room, finish('words'), 'end')
  expect(await channel.parley.command(room, finish('words'), 'end')).toBe(last)
  expect((await channel.parley.snapshot(room)).timeline.at(-1)).toMatchObject({ text: 'once' })
})

test('[S2, S3] only its author goes on with it, only while it is open, and not beyond the limit', async () => {
  const bob = await channel.person('Bob')
  const room = await channel.peopleRoom([bob.id])
  await channel.parley.command(room, { type: 'start-message' }, 'words')
  const his = await channel.client(bob.token)
  const refusals = async (command: CommandInput) => {
    his.command(room, command)
    return (await his.next('error')).error.code
  }
  expect(await refusals(append('words', 'forged'))).toBe('forbidden')
  expect(await refusals(finish('words'))).toBe('forbidden')
  expect(await refusals(append('nothing', 'x'))).toBe('message-not-found')
  his.post(room, 'whole', 'whole')
  await his.next('ack')
  expect(await refusals(append('whole', 'x'))).toBe('not-supported')
  const own = (command: CommandInput) => channel.parley.command(room, command)
  await expect(own(append('words', ''))).rejects.toThrow('empty-text')
  await own(append('words', 'ä'.repeat(4_000)))
  await own(append('words', 'ä'.repeat(4_000)))
  await expect(own(append('words', 'ä'.repeat(200)))).rejects.toThrow('too-large')
  await own(finish('words'))
  await expect(own(append('words', 'late'))).rejects.toThrow('not-supported')
  await expect(own(finish('words'))).rejects.toThrow('not-supported')
  const message = (await channel.parley.snapshot(room)).timeline.find(({ id }) => id === 'words')
  expect(message).toMatchObject({ text: 'ä'.repeat(8_000), status: 'complete' })
})

test('[A4] a message whose author leaves the room is finished as interrupted, with what it had said', async () => {
  const bob = await channel.person('Bob')
  const room = await channel.peopleRoom([bob.id])
  const his = await channel.client(bob.token)
  his.command(room, { type: 'start-message' }, 'words')
  his.command(room, append('words', 'I was about to'))
  await his.acks(2)
  const watcher = await channel.parley.watch(room)
  await channel.parley.command(room, { type: 'remove-member', member: bob.id })
  const end = await watcher.until(({ type }) => type === 'message-finished')
  expect(end).toMatchObject({ by: bob.id, data: { text: 'I was about to', status: 'interrupted' } })
  watcher.close()
})

test('[D15] a message that nobody goes on with is finished after a minute, also after a restart', async () => {
  const { parley, store } = channel
  const room = (await channel.peopleRoom()) as RoomId
  await parley.command(room, { type: 'start-message' }, 'old')
  await parley.command(room, append('old', 'before the restart'))

  const clock = new ManualClock()
  const log = new Log(store)
  const heads = new Heads(store, log)
  const faults: unknown[] = []
  const report = (...fault: unknown[]) => void faults.push(fault)
  const open = new OpenMessages({ store, log, heads, clock, report })
  const statusOf = async (id: string) => {
    const item = await store.readItem(room, id)
    return item?.kind === 'message' ? item.status : undefined
  }
  const say = async (id: string, event: Pick<RoomEvent, 'type' | 'data'>) => {
    const by = (await heads.read(room))?.members[0]?.id
    const events = [{ id, by, ...event }] as never
    await log.append({ room, events, at: clock.now(), fingerprint: id })
  }
  const pass = async (ms: number) => {
    clock.pass(ms)
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  await say('new', { type: 'message-started', data: {} })
  await pass(OPEN_MESSAGE_MS - 1)
  await say('chunk', { type: 'message-appended', data: { message: 'new', text: 'hm ' } } as never)
  await pass(1)
  // The room was looked at when its head was read: both had a minute, one of them has spoken since.
  expect([await statusOf('old'), await statusOf('new')]).toEqual(['interrupted', 'streaming'])
  await pass(OPEN_MESSAGE_MS)
  expect(await statusOf('new')).toBe('interrupted')
  expect(faults).toEqual([])
  open.close()
})
