import type { EventId, MemberId, RoomId } from '@parley/protocol'
import { MemoryNetwork, MemoryStorage, TestServer } from '@parley/testkit'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { connect } from './connect.ts'
import type { ParleyClient } from './parley-client.ts'

const [ann, bob] = ['ann', 'bob'] as MemberId[] as [MemberId, MemberId]
const kitchen = 'kitchen' as RoomId

let server: TestServer
let network: MemoryNetwork
let storage: MemoryStorage
const tabs = new Set<ParleyClient>()

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000, toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  server = new TestServer(ann)
  server.book.createRoom(kitchen, [ann, bob])
  network = new MemoryNetwork(server)
  storage = new MemoryStorage()
})

afterEach(() => {
  for (const tab of tabs) tab.close()
  tabs.clear()
  vi.useRealTimers()
})

async function openTab(): Promise<ParleyClient> {
  const tab = connect({ ...network.options, storage })
  tabs.add(tab)
  await network.settle()
  return tab
}

async function pass(milliseconds: number): Promise<void> {
  await network.settle()
  vi.advanceTimersByTime(milliseconds)
  await network.settle()
}

/** The network is gone, and every tab has noticed. */
function goOffline(): void {
  network.isUp = false
  network.cut()
}

async function goOnline(): Promise<void> {
  network.isUp = true
  await pass(10_000)
}

const said = () =>
  server.book.log(kitchen).flatMap((event) => (event.type === 'message-posted' ? [event.data.text] : []))
const shown = (tab: ParleyClient) =>
  tab.room(kitchen)?.view.timeline.flatMap((item) => (item.kind === 'message' ? [item.text] : []))
const pending = (tab: ParleyClient) => tab.room(kitchen)?.pending.map(({ text, state }) => `${text} ${state}`)
const stored = () => storage.keys.filter((key) => key.startsWith('parley.outbox.')).length

describe('[W6] posting', () => {
  test('shows at once, with its reply, and leaves pending when its event is there', async () => {
    const tab = await openTab()
    const first = tab.post(kitchen, 'one')
    tab.post(kitchen, 'two', { replyTo: first })
    expect(pending(tab)).toEqual(['one sending', 'two sending'])
    expect(stored()).toBe(2)
    let both = 0
    tab.subscribe(() => {
      const ids = new Set(tab.room(kitchen)?.view.timeline.map(({ id }) => id))
      if (tab.room(kitchen)?.pending.some(({ id }) => ids.has(id))) both += 1
    })
    await network.settle()
    expect(both).toBe(0)
    expect(pending(tab)).toEqual([])
    expect(stored()).toBe(0)
    const messages = tab.room(kitchen)?.view.timeline
    expect(messages).toMatchObject([
      { id: first, text: 'one', by: ann },
      { text: 'two', replyTo: first },
    ])
  })

  test('an acked message shows until its event comes, and is not stored any more', async () => {
    const tab = await openTab()
    network.fate = (frame) => (frame.type === 'events' ? [] : [frame])
    tab.post(kitchen, 'one')
    await network.settle()
    expect(pending(tab)).toEqual(['one sending'])
    expect(stored()).toBe(0)
    network.fate = (frame) => [frame]
    tab.post(kitchen, 'two')
    await network.settle()
    expect(pending(tab)).toEqual([])
    expect(shown(tab)).toEqual(['one', 'two'])
  })

  test('offline it waits, and goes out in order on reconnect', async () => {
    const tab = await openTab()
    goOffline()
    for (const text of ['one', 'two', 'three']) tab.post(kitchen, text)
    await pass(60_000)
    expect(pending(tab)).toEqual(['one sending', 'two sending', 'three sending'])
    await goOnline()
    expect(said()).toEqual(['one', 'two', 'three'])
    expect(pending(tab)).toEqual([])
  })

  test('[C3] what may have arrived before a cut is sent again with its id, and stands there once', async () => {
    const tab = await openTab()
    network.fate = () => []
    tab.post(kitchen, 'one')
    await network.settle()
    expect(said()).toEqual(['one'])
    network.fate = (frame) => [frame]
    network.cut()
    await pass(1_000)
    expect(said()).toEqual(['one'])
    expect(shown(tab)).toEqual(['one'])
    expect(pending(tab)).toEqual([])
    expect(stored()).toBe(0)
  })

  test('before the first connection it waits for its principal', async () => {
    const tab = connect({ ...network.options, storage })
    tabs.add(tab)
    tab.post(kitchen, 'early')
    expect(stored()).toBe(0)
    await network.settle()
    expect(said()).toEqual(['early'])
  })

  test('a full storage keeps nobody from posting', async () => {
    const tab = await openTab()
    storage.isFull = true
    tab.post(kitchen, 'one')
    await network.settle()
    expect(said()).toEqual(['one'])
  })
})

describe('[W6] reload', () => {
  test('unsent messages survive it, in order', async () => {
    const tab = await openTab()
    goOffline()
    for (const text of ['one', 'two', 'three']) tab.post(kitchen, text)
    tab.close()
    network.isUp = true
    const reloaded = await openTab()
    expect(said()).toEqual(['one', 'two', 'three'])
    expect(pending(reloaded)).toEqual([])
    expect(stored()).toBe(0)
  })

  test('what is posted after it, before there is a connection, comes after what was stored', async () => {
    const tab = await openTab()
    goOffline()
    tab.post(kitchen, 'one')
    tab.close()
    vi.advanceTimersByTime(1)
    const reloaded = await openTab()
    reloaded.post(kitchen, 'two')
    await goOnline()
    expect(said()).toEqual(['one', 'two'])
  })

  test('what is posted offline after one survives the next', async () => {
    const first = await openTab()
    first.close()
    goOffline()
    const second = await openTab()
    second.post(kitchen, 'from the plane')
    second.close()
    await openTab()
    await goOnline()
    expect(said()).toEqual(['from the plane'])
    expect(stored()).toBe(0)
  })

  test('[S2] what one person left is not sent by the next, and what the next posts is their own', async () => {
    const anns = await openTab()
    goOffline()
    anns.post(kitchen, 'of Ann')
    anns.close()
    server.me = bob
    const bobs = await openTab()
    bobs.post(kitchen, 'of Bob')
    await goOnline()
    expect(said()).toEqual(['of Bob'])
    expect(bobs.room(kitchen)?.pending).toEqual([])
    bobs.close()
    server.me = ann
    await openTab()
    await pass(10_000)
    expect(said()).toEqual(['of Bob', 'of Ann'])
  })

  test('a message that arrived before it is never seen twice', async () => {
    const tab = await openTab()
    network.fate = () => []
    tab.post(kitchen, 'one')
    await network.settle()
    tab.close()
    network.fate = (frame) => [frame]
    const reloaded = connect({ ...network.options, storage })
    tabs.add(reloaded)
    let doubled = 0
    reloaded.subscribe(() => {
      if ((shown(reloaded)?.length ?? 0) + (pending(reloaded)?.length ?? 0) > 1) doubled += 1
    })
    await network.settle()
    expect(shown(reloaded)).toEqual(['one'])
    expect(doubled).toBe(0)
    expect(said()).toEqual(['one'])
  })

  test('a failed message is still failed after it', async () => {
    const tab = await openTab()
    server.refuse = (frame) => (frame.type === 'command' ? 'forbidden' : undefined)
    tab.post(kitchen, 'one')
    await network.settle()
    tab.close()
    const reloaded = await openTab()
    expect(pending(reloaded)).toEqual(['one failed'])
  })

  test('what another program left under our keys is left alone', async () => {
    for (const value of ['{', 'null', '{"room":1}'])
      storage.setItem(`parley.outbox.ann.${value.length}`, value)
    const tab = await openTab()
    expect(pending(tab)).toEqual([])
    expect(stored()).toBe(3)
  })
})

describe('[W6] failures', () => {
  test('a refused message can be tried again or discarded', async () => {
    const tab = await openTab()
    server.refuse = (frame) => (frame.type === 'command' ? 'forbidden' : undefined)
    const [one, two] = [tab.post(kitchen, 'one'), tab.post(kitchen, 'two')]
    await network.settle()
    expect(pending(tab)).toEqual(['one failed', 'two failed'])
    expect(tab.room(kitchen)?.pending[0]?.error?.code).toBe('forbidden')
    server.refuse = () => undefined
    tab.discardPending(kitchen, one)
    tab.retryPending(kitchen, two)
    expect(pending(tab)).toEqual(['two sending'])
    await network.settle()
    expect(shown(tab)).toEqual(['two'])
    expect(stored()).toBe(0)
  })

  test('a server that is short of breath gets it again later', async () => {
    const tab = await openTab()
    server.refuse = (frame) => (frame.type === 'command' ? 'unavailable' : undefined)
    tab.post(kitchen, 'one')
    tab.post(kitchen, 'two')
    await network.settle()
    expect(pending(tab)).toEqual(['one sending', 'two sending'])
    server.refuse = () => undefined
    await pass(999)
    expect(said()).toEqual([])
    await pass(1)
    expect(said()).toEqual(['one', 'two'])
  })

  test('[S3] one that is too long is not sent', async () => {
    const tab = await openTab()
    tab.post(kitchen, 'x'.repeat(16 * 1024 + 1))
    await network.settle()
    expect(tab.room(kitchen)?.pending[0]?.error?.code).toBe('too-large')
    expect(server.received.filter((frame) => frame.type === 'command')).toEqual([])
  })
})

describe('two tabs', () => {
  test("two tabs never erase each other's messages", async () => {
    const [left, right] = [await openTab(), await openTab()]
    goOffline()
    for (let index = 0; index < 10; index += 1) {
      left.post(kitchen, `left ${index}`)
      right.post(kitchen, `right ${index}`)
    }
    right.discardPending(kitchen, right.room(kitchen)?.pending[9]?.id ?? ('' as EventId))
    expect(stored()).toBe(19)
    left.close()
    right.close()
    network.isUp = true
    const reloaded = await openTab()
    expect(said()).toHaveLength(19)
    expect(new Set(said()).size).toBe(19)
    expect(said().filter((text) => text.startsWith('left'))).toEqual(
      Array.from({ length: 10 }, (_, n) => `left ${n}`),
    )
    expect(pending(reloaded)).toEqual([])
  })

  test('a tab that is left open sends what a closed one had waiting', async () => {
    const [left, right] = [await openTab(), await openTab()]
    goOffline()
    left.post(kitchen, 'from the left')
    left.close()
    await goOnline()
    expect(said()).toEqual(['from the left'])
    expect(shown(right)).toEqual(['from the left'])
  })

  test('what one tab takes back is not sent by the other', async () => {
    const left = await openTab()
    server.refuse = (frame) => (frame.type === 'command' ? 'unavailable' : undefined)
    const message = left.post(kitchen, 'no, wait')
    await network.settle()
    const right = await openTab()
    expect(pending(right)).toEqual(['no, wait sending'])
    goOffline()
    left.discardPending(kitchen, message)
    server.refuse = () => undefined
    await goOnline()
    expect(said()).toEqual([])
    expect(pending(right)).toEqual([])
  })
})
