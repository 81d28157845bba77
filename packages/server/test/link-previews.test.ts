import type {
  CommandInput,
  EventId,
  LinkPreview,
  MemberId,
  RoomEvent,
  RoomExport,
  RoomId,
} from '@parley/protocol'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HOSTILE_URLS } from './hostile-urls.ts'
import { openSqliteStore } from '../src/store/sqlite/open-sqlite-store.ts'
import type { AppendRequest } from '../src/store/store.ts'
import { openServer } from './open-server.ts'
import type { TestServer, Watcher } from './open-server.ts'
import { PageServer, pageOf, pictureOf } from './page-server.ts'

const ROSES = {
  'og:title': 'Eleven roses',
  'og:description': 'And they are red.',
  'og:site_name': 'The Garden',
  'og:image': '/roses.png',
}

// Whole servers are started and stopped here, some of them on a disk that others use, too.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let pages: PageServer
let parley: TestServer
let debugged: string[]
const cleaning: (() => Promise<void> | void)[] = []

beforeEach(async () => {
  debugged = []
  pages = await PageServer.open({
    '/roses': pageOf(ROSES),
    '/roses.png': pictureOf(600, 315),
    '/tulips': pageOf({ 'og:title': 'Tulips' }),
    '/dot': pageOf({ 'og:title': 'Dot', 'og:image': '/dot.png' }),
    '/dot.png': pictureOf(1, 1),
    '/inner': pageOf({ 'og:title': 'Inner', 'og:image': 'http://169.254.169.254/latest/meta-data' }),
    '/blank': { body: '<p>Nothing' },
    '/away': { status: 302, location: 'http://localhost/', body: '' },
    '/moved': { status: 302, location: '/tulips', body: '' },
    '/file': { type: 'application/pdf', body: '%PDF' },
    '/svg': pageOf({ 'og:title': 'Vector', 'og:image': '/drawing' }),
    '/drawing': { type: 'image/svg+xml', body: '<svg onload="hit(1)"/>' },
    '/lie': pageOf({ 'og:title': 'Lie', 'og:image': '/lie.png' }),
    '/lie.png': { type: 'image/png', body: '<script>hit(1)</script>' },
  })
  parley = await openServer({ previews: previewPorts() })
})
afterEach(async () => {
  await parley.server.close()
  pages.close()
  for (const clean of cleaning.splice(0)) await clean()
  expect(parley.faults).toEqual([])
})

function previewPorts() {
  return {
    rules: pages.rules,
    debug: (_: string, { reason }: Record<string, unknown>) => void debugged.push(String(reason)),
  }
}

const quietRoom = (more: Partial<CommandInput> = {}) =>
  parley.createRoom(['a_steve-jobs'], { replyMode: 'manual', ...more } as never)
const post = (room: string, text: string, id?: string) =>
  parley.command(room, { type: 'post-message', text }, id)

async function watch(room: string): Promise<Watcher> {
  const watcher = await parley.watch(room)
  cleaning.push(() => watcher.close())
  return watcher
}

/** The previews of a message, once they are there. */
async function previewsOf(watcher: Watcher, message: string): Promise<LinkPreview[]> {
  const event = await watcher.until((one) => one.type === 'links-previewed' && one.data.message === message)
  return event.type === 'links-previewed' ? event.data.previews : []
}

async function all(room: string): Promise<RoomEvent<'links-previewed'>[]> {
  return (await parley.log(room)).filter((event) => event.type === 'links-previewed')
}

/** Resolves when everything that came before in the room has been dealt with. */
async function settled(room: string): Promise<void> {
  const watcher = await watch(room)
  const id = `last-${Math.random().toString(36).slice(2)}`
  await post(room, `And ${pages.url(`/tulips`)}`, id)
  await previewsOf(watcher, id)
}

test('[W4 C1] a message gets what its page says; the picture is a file of the room', async () => {
  const room = await quietRoom()
  const watcher = await watch(room)
  const url = pages.url('/roses')
  await post(room, `Look: ${url}.`, 'said')
  const [preview, ...others] = await previewsOf(watcher, 'said')
  expect(others).toEqual([])
  expect(preview).toMatchObject({
    url,
    title: 'Eleven roses',
    description: 'And they are red.',
    siteName: 'The Garden',
    image: { type: 'image/png', width: 600, height: 315 },
  })
  const file = await fetch(`${parley.server.url}/api/rooms/${room}/attachments/${preview?.image?.id}`, {
    headers: { authorization: `Bearer ${parley.token}` },
  })
  expect(Buffer.from(await file.arrayBuffer())).toEqual(Buffer.from(pictureOf(600, 315).body as Uint8Array))
  const event = watcher.events.find(({ type }) => type === 'links-previewed')
  expect(event).toMatchObject({ by: 'system', causedBy: 'said' })
  expect((await parley.snapshot(room)).timeline.at(-1)).toMatchObject({ id: 'said', previews: [preview] })
})

test('[W4] the first three links of a message are looked up, each once', async () => {
  const room = await quietRoom()
  const watcher = await watch(room)
  const urls = ['/tulips', '/roses', '/moved', '/dot'].map((path) => pages.url(path))
  await post(room, `${urls.join(' ')} ${urls[0]}`, 'said')
  expect((await previewsOf(watcher, 'said')).map(({ title }) => title)).toEqual([
    'Tulips',
    'Eleven roses',
    'Tulips',
  ])
  expect(pages.asked).not.toContain('/dot')
})

test('[W4] an address of a picture is shown as one; one that is too small to be seen is left out', async () => {
  const room = await quietRoom()
  const watcher = await watch(room)
  await post(room, `${pages.url('/roses.png')} ${pages.url('/dot')}`, 'said')
  const [picture, dot] = await previewsOf(watcher, 'said')
  expect(picture).toEqual({ url: pages.url('/roses.png'), image: expect.objectContaining({ width: 600 }) })
  expect(dot).toEqual({ url: pages.url('/dot'), title: 'Dot' })
})

test('[S4 W4] a message that leads into an inner network has nobody ask there, nor has a page that does', async () => {
  // What a server asks in a minute is bounded: `look-up.test.ts` has them all.
  const some = HOSTILE_URLS.filter((_, index) => index % 4 === 0)
  for (let at = 0; at < some.length; at += 15) {
    const inner = await quietRoom()
    for (const url of some.slice(at, at + 15)) await post(inner, `See ${url}`)
    await settled(inner)
    expect(await all(inner)).toHaveLength(1)
  }
  expect(pages.asked).toEqual(['/tulips'])
  const room = await quietRoom()
  const watcher = await watch(room)
  await post(room, pages.url('/away'), 'away')
  await post(room, pages.url('/inner'), 'inner')
  expect(await previewsOf(watcher, 'inner')).toEqual([{ url: pages.url('/inner'), title: 'Inner' }])
  expect((await all(room)).map(({ data }) => data.message)).toEqual(['inner'])
})

test('[S4] what is no picture, whatever it calls itself, does not get into the room', async () => {
  const room = await quietRoom()
  const watcher = await watch(room)
  await post(room, `${pages.url('/svg')} ${pages.url('/lie')} ${pages.url('/lie.png')}`, 'said')
  expect(await previewsOf(watcher, 'said')).toEqual([
    { url: pages.url('/svg'), title: 'Vector' },
    { url: pages.url('/lie'), title: 'Lie' },
  ])
})

test('[W4] a page that says nothing, is missing, or is none leaves no trace', async () => {
  const room = await quietRoom()
  for (const path of ['/blank', '/missing', '/file']) await post(room, pages.url(path))
  await settled(room)
  expect(await all(room)).toHaveLength(1)
  expect(debugged).toEqual(['It answered with status 404.', 'It is application/pdf, which is not a page.'])
})

test('[M7 W4] a room in which web access is off asks nobody', async () => {
  const room = await quietRoom()
  await parley.command(room, { type: 'change-room', changes: { webAccess: false } })
  await post(room, pages.url('/roses'))
  await settled(await quietRoom())
  expect(pages.asked).toEqual(['/tulips'])
  expect(await all(room)).toEqual([])
})

test('[W4] a link that many rooms speak of is fetched once', async () => {
  const rooms = await Promise.all(Array.from({ length: 20 }, () => quietRoom()))
  const images = await Promise.all(
    rooms.map(async (room) => {
      const watcher = await watch(room)
      await post(room, pages.url('/roses#here'), 'said')
      const [preview] = await previewsOf(watcher, 'said')
      const path = `/api/rooms/${room}/attachments/${preview?.image?.id}`
      const headers = { authorization: `Bearer ${parley.token}` }
      return (await fetch(parley.server.url + path, { headers })).status
    }),
  )
  expect(images).toEqual(rooms.map(() => 200))
  expect(pages.asked.toSorted()).toEqual(['/roses', '/roses.png'])
})

test('[W4 S3] a flood of links in a room is passed over after the first', async () => {
  const room = await quietRoom()
  for (let index = 0; index < 60; index += 1) await post(room, `${pages.url(`/tulips?${index}`)}`)
  await settled(await quietRoom())
  expect(pages.asked.length).toBeLessThan(30)
})

test('[W4 C1] an edit takes the preview of a link away that it takes out, and brings that of a new one', async () => {
  const room = await quietRoom()
  const watcher = await watch(room)
  await post(room, pages.url('/roses'), 'said')
  await previewsOf(watcher, 'said')
  const edit = (text: string) =>
    parley.command(room, { type: 'edit-message', message: 'said' as never, text })
  await edit('No link')
  expect((await parley.snapshot(room)).timeline.at(-1)).not.toHaveProperty('previews')
  await edit(pages.url('/tulips'))
  await watcher.until(
    (event) => event.type === 'links-previewed' && event.data.previews[0]?.title === 'Tulips',
  )
  expect((await parley.snapshot(room)).timeline.at(-1)).toMatchObject({ previews: [{ title: 'Tulips' }] })
})

test('[W4 D14] a message that is deleted while its page is asked gets none', async () => {
  const room = await quietRoom()
  let release: () => void = () => undefined
  pages.hold = new Promise((resolve) => (release = resolve))
  await post(room, pages.url('/roses'), 'said')
  await expect.poll(() => pages.asked.length, { timeout: 30_000 }).toBe(1)
  await parley.command(room, { type: 'delete-message', message: 'said' as never })
  release()
  await settled(room)
  expect((await all(room)).map(({ data }) => data.message)).not.toContain('said')
})

test('[W4 D9 C6] a preview is nobody’s turn, no line, and nothing unread', async () => {
  const room = await parley.createRoom(['a_steve-jobs'])
  const watcher = await watch(room)
  await post(room, pages.url('/roses'), 'said')
  await previewsOf(watcher, 'said')
  await watcher.until(({ type }) => type === 'turn-ended')
  await settledTurns(watcher)
  const queued = watcher.events.filter(({ type }) => type === 'turn-queued')
  expect(queued).toHaveLength(1)
  const { timeline } = await parley.snapshot(room)
  expect(timeline.filter(({ kind }) => kind === 'line')).toEqual([])
})

/** With one agent each batch is answered once: when that is there, nothing follows. */
async function settledTurns(watcher: Watcher): Promise<void> {
  await watcher.until((event) => event.type === 'turn-ended' && event.data.outcome === 'spoke')
}

test('[W4 R5] a fork takes previews and pictures along; an import has the words', async () => {
  const room = await quietRoom()
  const watcher = await watch(room)
  await post(room, pages.url('/roses'), 'said')
  const [preview] = await previewsOf(watcher, 'said')
  const fork = await parley.request(`/api/rooms/${room}/fork`, {
    method: 'POST',
    body: JSON.stringify({ id: 'forked', message: 'said' }),
  })
  expect(fork.ok).toBe(true)
  expect((await parley.snapshot('forked')).timeline[0]).toMatchObject({ previews: [preview] })
  const image = `${parley.server.url}/api/rooms/forked/attachments/${preview?.image?.id}`
  expect((await fetch(image, { headers: { authorization: `Bearer ${parley.token}` } })).status).toBe(200)

  const exported = (await (await parley.request(`/api/rooms/${room}/export`)).json()) as RoomExport
  const body = JSON.stringify({ ...exported, room: { ...exported.room, id: 'elsewhere' } })
  const [line] = (await (await parley.request('/api/imports', { method: 'POST', body })).text()).split('\n')
  const { room: imported } = JSON.parse(line ?? '') as { room: string }
  const { image: _, ...words } = preview ?? {}
  expect((await parley.snapshot(imported)).timeline[0]).toMatchObject({ previews: [words] })
  expect(JSON.stringify((await parley.snapshot(imported)).timeline[0])).not.toContain('"image"')
})

/** From now on the server keeps what it has; answers how to start it again. */
async function onDisk() {
  const directory = await mkdtemp(join(tmpdir(), 'parley-previews-'))
  cleaning.push(() => rm(directory, { recursive: true, force: true }))
  const start = async () => {
    const store = await openSqliteStore({ directory })
    parley = await openServer({ store, settings: { dataDirectory: directory }, previews: previewPorts() })
  }
  await parley.server.close()
  await start()
  return { directory, start }
}

test('[W4 D15 C3] what a server had not looked up when it ended, the next one does, once', async () => {
  const { directory, start } = await onDisk()
  const room = await quietRoom()
  let release: () => void = () => undefined
  pages.hold = new Promise((resolve) => (release = resolve))
  await post(room, pages.url('/roses'), 'said')
  await post(room, pages.url('/tulips'), 'queued')
  await expect.poll(() => pages.asked.length, { timeout: 30_000 }).toBe(1)
  await parley.server.close()
  expect(await pendingIn(directory, room)).toEqual([room])
  release()
  for (let starts = 0; starts < 2; starts += 1) {
    await start()
    const watcher = await watch(room)
    await previewsOf(watcher, 'said')
    await previewsOf(watcher, 'queued')
    await settled(await quietRoom())
    if (starts < 1) await parley.server.close()
  }
  expect((await all(room)).map(({ data }) => data.message).toSorted()).toEqual(['queued', 'said'])
  expect(pages.asked.filter((path) => path === '/roses')).toHaveLength(2)
})

test('[W4 D15] a message that was the last thing before a crash gets its preview, too', async () => {
  const { directory, start } = await onDisk()
  const room = await quietRoom()
  await parley.server.close()
  const store = await openSqliteStore({ directory })
  await store.append(said(room, pages.url('/roses')))
  await store.close()
  await start()
  await (await watch(room)).until(({ type }) => type === 'links-previewed')
})

let count = 0
function said(room: string, text: string): AppendRequest {
  const id = `crashed-${(count += 1)}` as EventId
  const event = { type: 'message-posted', id, by: 'a_steve-jobs' as MemberId, data: { text } } as const
  return { room: room as RoomId, events: [event], at: Date.now(), fingerprint: 'test' }
}

/** What is noted; the room's director has nothing to do any more, so that only the note tells of it. */
async function pendingIn(directory: string, room: string): Promise<unknown> {
  const store = await openSqliteStore({ directory })
  const head = await store.readHead(room as RoomId)
  if (head !== undefined) await store.settle(head.id, head.seq, null)
  const note = await store.directory.readNote('link-previews-waiting')
  await store.close()
  return JSON.parse(note ?? '[]')
}
