// @vitest-environment happy-dom
import { connect } from '@parley/client'
import type { ParleyClient } from '@parley/client'
import type { EventId, MemberId, NewEvent, RoomId } from '@parley/protocol'
import { MemoryNetwork, MemoryStorage, TestServer } from '@parley/testkit'
import { act, startTransition, StrictMode, useLayoutEffect } from 'react'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  ParleyProvider,
  useAgents,
  useConnection,
  useMe,
  useParley,
  usePresent,
  useRoom,
  useRooms,
  useStillRoom,
  useStillRooms,
  useTyping,
} from './index.ts'

const [ann, bob] = ['ann', 'bob'] as MemberId[] as [MemberId, MemberId]
const [kitchen, garden] = ['kitchen', 'garden'] as RoomId[] as [RoomId, RoomId]

type TestEvent = DistributiveOmit<NewEvent, 'by'>
type DistributiveOmit<Whole, Key extends PropertyKey> = Whole extends unknown ? Omit<Whole, Key> : never

let server: TestServer
let network: MemoryNetwork
let client: ParleyClient
let unmount: () => void = () => undefined
const renders = new Map<string, number>()

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  server = new TestServer(ann)
  for (const room of [kitchen, garden]) server.book.createRoom(room, [ann, bob], [], room)
  network = new MemoryNetwork(server)
  client = connect({ ...network.options, storage: new MemoryStorage() })
  renders.clear()
})

afterEach(() => {
  act(() => unmount())
  client.close()
  vi.unstubAllGlobals()
})

function show(children: ReactNode): HTMLElement {
  const element = document.createElement('div')
  const root = createRoot(element)
  unmount = () => root.unmount()
  act(() => root.render(<ParleyProvider client={client}>{children}</ParleyProvider>))
  return element
}

/** Changes show with the next frame. */
const nextFrame = () => act(() => new Promise((resolve) => requestAnimationFrame(resolve)))

async function settle(): Promise<void> {
  await act(() => network.settle())
  await nextFrame()
}

async function say(room: RoomId, text: string): Promise<void> {
  server.book.append(room, {
    id: `${room} ${text}` as EventId,
    by: bob,
    type: 'message-posted',
    data: { text },
  })
  server.publish(room)
  await settle()
}

function work(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

function count(name: string): void {
  renders.set(name, (renders.get(name) ?? 0) + 1)
}

function Room({ id }: { id: RoomId }) {
  const room = useRoom(id)
  count(id)
  if (room === undefined) return <p>…</p>
  const texts = room.view.timeline.map((item) => (item.kind === 'message' ? item.text : ''))
  return <p>{[...texts, ...room.pending.map((message) => `(${message.text})`)].join(' ')}</p>
}

function Shell() {
  const [me, connection, agents] = [useMe(), useConnection(), useAgents()]
  count('shell')
  return <h1>{`${me?.id ?? 'nobody'} ${connection} ${agents.length}`}</h1>
}

function Sidebar() {
  const rooms = useRooms()
  return <nav>{rooms.map((room) => `${room.view.head.settings.title}:${room.unread}`).join(' ')}</nav>
}

test('[E1] the hooks show what the client knows, and follow it', async () => {
  const page = show([<Shell key="shell" />, <Sidebar key="sidebar" />, <Room key="room" id={kitchen} />])
  expect(page.textContent).toBe('nobody connecting 0…')
  await settle()
  expect(page.querySelector('h1')?.textContent).toBe('ann online 0')
  await say(kitchen, 'hello')
  expect(page.querySelector('nav')?.textContent).toContain('kitchen:1')
  expect(page.querySelector('p')?.textContent).toBe('hello')
  act(() => client.markRead(kitchen))
  await nextFrame()
  expect(page.querySelector('nav')?.textContent).toContain('kitchen:0')
})

test('[W6] a posted message shows before the server has it', async () => {
  const page = show(<Room id={kitchen} />)
  await settle()
  act(() => void client.post(kitchen, 'hi'))
  await nextFrame()
  expect(page.textContent).toBe('(hi)')
  await settle()
  expect(page.textContent).toBe('hi')
})

test('a room is not rendered again when another one changes', async () => {
  show([<Room key="kitchen" id={kitchen} />, <Room key="garden" id={garden} />, <Shell key="shell" />])
  await settle()
  const before = new Map(renders)
  await say(kitchen, 'one')
  await say(kitchen, 'two')
  expect(renders.get(kitchen)).toBe((before.get(kitchen) ?? 0) + 2)
  expect(renders.get(garden)).toBe(before.get(garden))
  expect(renders.get('shell')).toBe(before.get('shell'))
})

test('[W8] a still room is rendered when a message begins and when it is complete, not with its words', async () => {
  function Still() {
    const timeline = useStillRoom(kitchen)?.view.timeline ?? []
    count('still')
    return (
      <p>
        {timeline.map((item) => (item.kind === 'message' ? `${item.status}:${item.text}` : '')).join(' ')}
      </p>
    )
  }
  function Beginnings() {
    const rooms = useStillRooms(5)
    count('beginnings')
    const texts = rooms.flatMap(({ view }) => view.timeline)
    return <nav>{texts.map((item) => (item.kind === 'message' ? item.text : '')).join(' ')}</nav>
  }
  const message = 'm' as EventId
  const append = async (...events: TestEvent[]) => {
    for (const event of events) server.book.append(kitchen, { by: bob, ...event })
    server.publish(kitchen)
    await settle()
  }
  const words = (id: string, text: string): TestEvent => {
    return { type: 'message-appended', id: id as EventId, data: { message, text } }
  }
  const page = show([<Still key="still" />, <Beginnings key="beginnings" />])
  const [still, beginnings] = [
    () => page.querySelector('p')?.textContent,
    () => page.querySelector('nav')?.textContent,
  ]
  await settle()
  await append({ type: 'message-started', id: message, data: {} })
  const before = renders.get('still')
  await append(words('w1', 'one '))
  expect(beginnings()).toBe('one ')
  await append(words('w2', 'two'))
  expect(renders.get('still')).toBe(before)
  expect(still()).toBe('streaming:')
  const enough = renders.get('beginnings')
  await append(words('w3', ' three'))
  expect(renders.get('beginnings')).toBe(enough)
  expect(beginnings()).toBe('one two')
  // Something else happens: still no words, since those who show them follow them by themselves.
  await say(kitchen, 'hello')
  expect(still()).toBe('streaming: complete:hello')
  expect(beginnings()).toBe('one two hello')
  const data = { message, text: 'one two three', status: 'complete' } as const
  await append({ type: 'message-finished', id: 'end' as EventId, data })
  expect(still()).toBe('complete:one two three complete:hello')
  expect(beginnings()).toBe('one two three hello')
})

test('[C6 D7] who types and who is here, each rendered by itself', async () => {
  function Typing() {
    const typing = useTyping(kitchen)
    count('typing')
    return <p>{typing.map(({ member }) => member).join(' ')}</p>
  }
  function Present() {
    count('present')
    return <h2>{[...usePresent(kitchen)].join(' ')}</h2>
  }
  const page = show([<Typing key="typing" />, <Present key="present" />])
  await settle()
  const before = new Map(renders)
  await say(kitchen, 'hello')
  expect(renders).toEqual(before)
  server.broadcast({
    type: 'presence',
    room: kitchen,
    joined: [bob],
    left: [],
    signals: [{ type: 'typing', member: bob, on: true }],
  })
  await settle()
  expect(page.querySelector('p')?.textContent).toBe('bob')
  expect(page.querySelector('h2')?.textContent).toBe('ann bob')
})

test('the agents appear when they are loaded', async () => {
  server.agents.push({
    id: 'cook' as MemberId,
    name: 'Cook',
    title: '',
    bio: '',
    personality: '',
    model: '',
    talkativeness: 0.5,
    paused: false,
    starter: true,
  })
  const page = show(<Shell />)
  await settle()
  await act(() => client.loadAgents())
  expect(page.textContent).toBe('ann online 1')
})

test('works in strict mode, and another room can be shown in place of the first', async () => {
  const page = show(
    <StrictMode>
      <Room id={kitchen} />
    </StrictMode>,
  )
  await settle()
  await say(kitchen, 'hello')
  expect(page.textContent).toBe('hello')
})

test('[E1] mounted twice by strict mode, and unmounted, the hooks leave nothing behind and the client online', async () => {
  let listeners = 0
  const subscribe = client.subscribe.bind(client)
  vi.spyOn(client, 'subscribe').mockImplementation((listener) => {
    listeners += 1
    const stop = subscribe(listener)
    return () => {
      listeners -= 1
      stop()
    }
  })
  const page = document.createElement('div')
  const root = createRoot(page)
  unmount = () => root.unmount()
  // Outermost, or React mounts it once.
  act(() =>
    root.render(
      <StrictMode>
        <ParleyProvider client={client}>
          <Room id={kitchen} />
          <Sidebar />
          <Shell />
        </ParleyProvider>
      </StrictMode>,
    ),
  )
  await settle()
  const mounts = vi.mocked(client.subscribe).mock.calls.length
  expect(listeners).toBeGreaterThan(0)
  expect(mounts).toBe(2 * listeners)
  act(() => void client.post(kitchen, 'once'))
  await settle()
  expect(page.querySelector('p')?.textContent).toBe('once')
  act(() => unmount())
  unmount = () => undefined
  expect(listeners).toBe(0)
  expect(client.status).toBe('online')
  expect(server.received.filter(({ type }) => type === 'attach')).toHaveLength(2)
})

test('[W8] news between two pieces of the first rendering does not have all of it done again', async () => {
  await network.settle()
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false)
  /** Takes longer than React renders in one piece. */
  function Slow({ index }: { index: number }) {
    const name = useRoom(kitchen)?.view.timeline.length
    count(`slow ${index}`)
    if (renders.get(`slow ${index}`) === 1) work(10)
    return <b>{name}</b>
  }
  const page = document.createElement('div')
  const root = createRoot(page)
  unmount = () => root.unmount()
  let before: number[] = []
  function Shown() {
    useLayoutEffect(() => {
      before = [...renders.values()]
    }, [])
    return null
  }
  startTransition(() =>
    root.render(
      <ParleyProvider client={client}>
        {Array.from({ length: 5 }, (_, index) => (
          <Slow key={index} index={index} />
        ))}
        <Shown />
      </ParleyProvider>,
    ),
  )
  let pieces = 0
  while (before.length === 0) {
    await new Promise((resolve) => setTimeout(resolve))
    pieces += 1
    server.book.append(kitchen, {
      id: `news ${pieces}` as EventId,
      by: bob,
      type: 'message-posted',
      data: { text: 'news' },
    })
    server.publish(kitchen)
    await network.settle()
  }
  expect(pieces, 'it was done in pieces').toBeGreaterThan(1)
  expect(before).toEqual([1, 1, 1, 1, 1])
  const newest = () => String(client.room(kitchen)?.view.timeline.length)
  await vi.waitFor(() => expect(page.textContent).toBe(newest().repeat(5)))
})

test('renders on a server as well', async () => {
  await network.settle()
  const html = renderToString(
    <ParleyProvider client={client}>
      <Shell />
    </ParleyProvider>,
  )
  expect(html).toBe('<h1>ann online 0</h1>')
})

test('says what is missing where there is no provider', () => {
  function Lost() {
    return <p>{useParley().status}</p>
  }
  expect(() => renderToString(<Lost />)).toThrow('ParleyProvider')
})
