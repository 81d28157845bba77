import type { EventId, MemberId, RoomId } from '@parley/protocol'
import { MemoryNetwork, MemoryStorage, TestServer } from '@parley/testkit'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connect } from './connect.ts'
import type { ParleyClient } from './parley-client.ts'

const [ann, bob] = ['ann', 'bob'] as MemberId[] as [MemberId, MemberId]
const kitchen = 'kitchen' as RoomId

/** As much of a page as the client looks at. */
class Page extends EventTarget {
  visibilityState: 'visible' | 'hidden' = 'visible'
  listeners = 0

  override addEventListener(...args: Parameters<EventTarget['addEventListener']>): void {
    this.listeners += 1
    super.addEventListener(...args)
  }

  override removeEventListener(...args: Parameters<EventTarget['removeEventListener']>): void {
    this.listeners -= 1
    super.removeEventListener(...args)
  }

  show(state: 'visible' | 'hidden'): void {
    this.visibilityState = state
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

let page: Page
let server: TestServer
let network: MemoryNetwork
let client: ParleyClient

beforeEach(async () => {
  vi.useFakeTimers({ now: 1_000_000, toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  // The longest pauses that the dice can give: what follows sooner was woken up.
  vi.spyOn(Math, 'random').mockReturnValue(0.999)
  page = new Page()
  vi.stubGlobal('document', page)
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  server = new TestServer(ann)
  network = new MemoryNetwork(server)
  server.book.createRoom(kitchen, [ann, bob])
  client = connect({ ...network.options, storage: new MemoryStorage() })
  await network.settle()
})

afterEach(() => {
  client.close()
  expect(page.listeners).toBe(0)
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

async function pass(milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 500) {
    vi.advanceTimersByTime(Math.min(500, milliseconds - passed))
    await network.settle()
  }
}

/** Away for so long that the next attempt is seconds off. */
async function loseNetwork(): Promise<void> {
  network.isUp = false
  network.cut()
  await pass(60_000)
  expect(client.status).toBe('offline')
  network.isUp = true
}

test('[C4] when the network returns it is tried at once, without waiting for the pause to end', async () => {
  await loseNetwork()
  page.dispatchEvent(new Event('online'))
  await network.settle()
  expect(client.status).toBe('online')
})

test('[W6] a network that goes is found out in seconds', async () => {
  await pass(60_000)
  network.fate = () => []
  network.isUp = false
  page.dispatchEvent(new Event('offline'))
  await pass(4_500)
  expect(client.status).toBe('online')
  await pass(1_000)
  expect(client.status).not.toBe('online')
})

test('[W6] where the server is on the machine itself, it may lose its network', async () => {
  page.dispatchEvent(new Event('offline'))
  await pass(30_000)
  expect(client.status).toBe('online')
})

test('[C4] a page that is looked at again tries at once; one that is put away does not', async () => {
  await loseNetwork()
  page.show('hidden')
  await network.settle()
  expect(client.status).toBe('offline')
  page.show('visible')
  await network.settle()
  expect(client.status).toBe('online')
})

test('[C4, W6] a phone that slept for an hour finds its dead connection out within seconds, and sends what was written', async () => {
  await pass(2_000)
  // Asleep: no timer runs, and nothing that the network says arrives.
  network.fate = () => []
  server.book.append(kitchen, {
    id: 'x' as EventId,
    by: bob,
    type: 'message-posted',
    data: { text: 'missed' },
  })
  vi.setSystemTime(Date.now() + 3_600_000)
  for (const text of ['one', 'two', 'three']) client.post(kitchen, text)
  page.show('visible')
  await pass(5_000)
  network.fate = (frame) => [frame]
  await pass(1_000)
  expect(client.status).toBe('online')
  await pass(5_000)
  const texts = client.room(kitchen)?.view.timeline.map((item) => item.kind === 'message' && item.text)
  expect(texts?.[0]).toBe('missed')
  expect(texts?.slice(1)).toEqual(['one', 'two', 'three'])
  expect(client.room(kitchen)?.pending).toEqual([])
})
