import type { EventId, MemberId, RoomId } from '@parley/protocol'
import { MemoryStorage, openBlockingProxy, serveOnSocket, TestServer } from '@parley/testkit'
import type { BlockingProxy, SocketServer } from '@parley/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from './connect.ts'
import type { ParleyClient } from './parley-client.ts'

const [ann, bob] = ['ann', 'bob'] as MemberId[] as [MemberId, MemberId]
const kitchen = 'kitchen' as RoomId

let server: TestServer
let served: SocketServer
let proxy: BlockingProxy
let client: ParleyClient

beforeEach(async () => {
  server = new TestServer(ann)
  server.book.createRoom(kitchen, [ann, bob])
  served = await serveOnSocket(server)
  proxy = await openBlockingProxy(served.url)
})

afterEach(async () => {
  client.close()
  await proxy.close()
  await served.close()
})

/** Waits for a change of the client after which `holds`. */
function when(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return
      stop()
      resolve()
    }
    const stop = client.subscribe(look)
    look()
  })
}

function say(text: string): void {
  server.book.append(kitchen, { id: text as EventId, by: bob, type: 'message-posted', data: { text } })
  server.publish(kitchen)
}

const texts = () =>
  client.room(kitchen)?.view.timeline.flatMap((item) => (item.kind === 'message' ? [item.text] : [])) ?? []

test('[C8] where a proxy refuses WebSockets everything goes by a stream, in order, and resumes', async () => {
  client = connect({ url: proxy.url, storage: new MemoryStorage() })
  await when(() => client.room(kitchen)?.synced === true)
  expect(proxy.attempts).toBe(1)
  say('hello')
  await when(() => texts().includes('hello'))
  for (const text of ['1', '2', '3', '4', '5']) client.post(kitchen, text)
  await when(() => texts().length === 6 && client.room(kitchen)?.pending.length === 0)
  expect(texts()).toEqual(['hello', '1', '2', '3', '4', '5'])
  proxy.cut()
  await when(() => client.status !== 'online')
  say('missed')
  await when(() => texts().includes('missed'))
  // It knows by now that a socket is in vain here.
  expect(proxy.attempts).toBe(1)
  expect(texts()).toHaveLength(7)
})

test('[C8] sends thousands of frames in requests of a limited size, none twice and none out of order', async () => {
  client = connect({ url: served.url, transport: 'stream' })
  await when(() => client.status === 'online')
  const text = 'x'.repeat(1_000)
  const answers = Array.from({ length: 400 }, () => client.command(kitchen, { type: 'post-message', text }))
  const seqs = (await Promise.all(answers)).map(({ seq }) => seq)
  expect(seqs).toEqual(Array.from({ length: 400 }, (_, index) => 4 + index))
  const largest = Math.max(...served.streams.batches)
  expect(largest).toBeGreaterThan(10)
  expect(largest).toBeLessThanOrEqual(64)
})

test('[C6] answers every beat, and ends for good where the server says so', async () => {
  client = connect({ url: served.url, transport: 'stream' })
  await when(() => client.status === 'online' && client.room(kitchen)?.synced === true)
  const before = served.streams.batches.length
  served.streams.beat()
  while (served.streams.batches.length === before) await new Promise((resolve) => setImmediate(resolve))
  expect(served.streams.batches.at(-1)).toBe(0)
  served.streams.end(4401)
  await when(() => client.status === 'refused')
})

test('[S1] a stream that is refused as unauthorized ends the reconnecting, as a socket does', async () => {
  client = connect({
    url: served.url,
    transport: 'stream',
    fetch: async () => new Response('{}', { status: 401 }),
  })
  await when(() => client.status === 'refused')
})

test('a page of a captive portal is not taken for a stream', async () => {
  client = connect({
    url: served.url,
    transport: 'stream',
    fetch: async () =>
      new Response('<h1>Sign in to our coffee</h1>', { headers: { 'content-type': 'text/html' } }),
  })
  await when(() => client.status === 'offline')
})
