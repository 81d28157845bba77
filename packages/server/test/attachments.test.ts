import type { Attachment, MemberId, Message, RoomEvent, WireError } from '@parley/protocol'
import { LIMITS } from '@parley/protocol'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Attachments, UNUSED_MS } from '../src/attachments/attachments.ts'
import { issueToken } from '../src/authority/tokens.ts'
import { openMemoryStore } from '../src/index.ts'
import type { Store } from '../src/store/store.ts'
import { openServer } from './open-server.ts'
import type { TestServer } from './open-server.ts'

const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let parley: TestServer
let directory: string
let store: Store
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-attachments-'))
  store = openMemoryStore()
  parley = await openServer({ store, settings: { dataDirectory: directory } })
})
afterEach(async () => {
  await parley.server.close()
  await rm(directory, { recursive: true, force: true })
  expect(parley.faults).toEqual([])
})

type Answer = Attachment & { error?: WireError }

async function upload(room: string, name: string, body: Uint8Array | string): Promise<Answer> {
  const path = `/api/rooms/${room}/attachments?name=${encodeURIComponent(name)}`
  return (await (await parley.request(path, { method: 'POST', body: body as BodyInit })).json()) as Answer
}

function download(room: string, id: string, headers: Record<string, string> = {}): Promise<Response> {
  const path = `${parley.server.url}/api/rooms/${room}/attachments/${id}`
  return fetch(path, { headers: { authorization: `Bearer ${parley.token}`, ...headers } })
}

const quietRoom = () => parley.createRoom(['a_steve-jobs'], { replyMode: 'manual' } as never)
const blobs = () => readdir(join(directory, 'attachments', 'blobs'))

test('[R2 W3] a file is uploaded, posted without words, seen by all and read again', async () => {
  const room = await quietRoom()
  const dot = await upload(room, 'dot.png', DOT)
  expect(dot).toMatchObject({ name: 'dot.png', type: 'image/png', bytes: DOT.length, width: 1, height: 1 })
  await parley.command(room, { type: 'post-message', text: ' ', attachments: [dot.id] })
  const posted = (await parley.log(room)).at(-1) as RoomEvent<'message-posted'>
  expect(posted.data).toEqual({ text: '', attachments: [dot] })
  expect((await parley.snapshot(room)).timeline.at(-1)).toMatchObject({ text: '', attachments: [dot] })

  const response = await download(room, dot.id)
  expect(Buffer.from(await response.arrayBuffer())).toEqual(DOT)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': "inline; filename*=UTF-8''dot.png",
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'content-length': String(DOT.length),
  })
})

test('[R2] the same bytes are stored once, under their digest', async () => {
  const room = await quietRoom()
  const one = await upload(room, 'one.png', DOT)
  const two = await upload(room, 'two.png', DOT)
  expect(two.id).not.toBe(one.id)
  expect(await blobs()).toEqual([one.sha256])
})

test.for([
  ['page.html', '<!doctype html><script>alert(1)</script>', 'text/plain', 'attachment'],
  [
    'image.svg',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    'text/plain',
    'attachment',
  ],
  ['photo.png', '<html>not a photo', 'text/plain', 'attachment'],
  ['notes.md', '# Roses', 'text/markdown', 'attachment'],
  ['paper.txt', '%PDF-1.7\n%âãÏÓ\n', 'application/pdf', 'attachment'],
  ['data.bin', '\u0000\u0001\u0002', 'application/octet-stream', 'attachment'],
] as const)('[R2 S4] %s with the bytes of %j is %s, as %s', async ([name, body, type, disposition]) => {
  const room = await quietRoom()
  const file = await upload(room, name, body)
  expect(file.type).toBe(type)
  const response = await download(room, file.id)
  expect(response.headers.get('content-type')).toMatch(type)
  expect(response.headers.get('content-disposition')).toMatch(disposition)
  await response.body?.cancel()
})

test.for([
  ['bytes=0-3', 206, '%PDF', 'bytes 0-3/12'],
  ['bytes=-4', 206, '5678', 'bytes 8-11/12'],
  ['bytes=10-99', 206, '78', 'bytes 10-11/12'],
  ['bytes=12-', 416, '', 'bytes */12'],
  ['bytes=0-1,3-4', 200, '%PDF12345678', null],
] as const)('[R2] a range of %s is answered with %i', async ([range, status, text, contentRange]) => {
  const room = await quietRoom()
  const { id } = await upload(room, 'x.pdf', '%PDF12345678')
  const response = await download(room, id, { range })
  expect(response.status).toBe(status)
  expect(await response.text()).toBe(text)
  expect(response.headers.get('content-range')).toBe(contentRange)
})

test('[R2 S3] what is too large, empty or of another room is refused, and leaves nothing', async () => {
  const room = await quietRoom()
  const other = await quietRoom()
  const large = new Uint8Array(LIMITS.maxAttachmentBytes + 1).fill(65)
  expect((await upload(room, 'large.txt', large)).error?.code).toBe('too-large')
  const inPieces = Readable.toWeb(
    Readable.from([large.subarray(1), large.subarray(0, 1), large.subarray(0, 1)]),
  )
  const streamed = await parley.request(`/api/rooms/${room}/attachments?name=large.txt`, {
    method: 'POST',
    body: inPieces,
    duplex: 'half',
  } as RequestInit)
  expect(streamed.status).toBe(413)
  expect((await upload(room, 'empty.txt', '')).error?.code).toBe('invalid-input')
  expect(await blobs()).toEqual([])
  expect(await readdir(join(directory, 'attachments', 'temp'))).toEqual([])

  const { id } = await upload(room, 'mine.txt', 'Mine.')
  expect((await download(other, id)).status).toBe(404)
  await expect(parley.command(other, { type: 'post-message', text: 'x', attachments: [id] })).rejects.toThrow(
    'attachment-not-found',
  )
  expect((await download('no-such-room', id)).status).toBe(404)
})

test('[S2] names cannot lead anywhere else', async () => {
  const room = await quietRoom()
  expect((await upload(room, '../../etc/passwd', 'x')).name).toBe('passwd')
  expect((await upload(room, 'a\u202egpj.exe\n', 'x')).name).toBe('agpj.exe')
  expect((await upload(room, '..', 'x')).name).toBe('file')
  expect((await download(room, '..%2f..%2fparley.db')).status).toBe(400)
})

test('[S4 R2] a name that every object knows is a name like any other', async () => {
  const room = await quietRoom()
  for (const name of ['__proto__', 'x.constructor', 'toString'])
    expect(await upload(room, name, 'x')).toMatchObject({ name, type: 'text/plain' })
})

test('[R2] an upload that no message took up is forgotten after a day, its bytes too; others stay', async () => {
  let now = Date.now()
  const files = await Attachments.open(join(directory, 'sweeping'), () => now)
  const room = 'r1' as never
  const body = (text: string) => Readable.from([Buffer.from(text)]) as AsyncIterable<Uint8Array>
  const kept = await files.upload(room, 'kept.txt', body('kept'))
  const unused = await files.upload(room, 'unused.txt', body('unused'))
  await files.keep(room, [kept.id])
  now += UNUSED_MS - 60_000
  await files.sweep()
  expect((await files.read(unused)).toString()).toBe('unused')
  now += 120_000
  expect(await files.sweep()).toBe('unused'.length)
  expect((await files.read(kept)).toString()).toBe('kept')
  await expect(files.find(room, unused.id)).rejects.toMatchObject({ error: { code: 'attachment-not-found' } })
})

test('[K3 R2] a full disk is a clear error, and nothing half done is left', async () => {
  const files = await Attachments.open(join(directory, 'full'), Date.now)
  const body = (async function* () {
    yield Buffer.from('some')
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  })()
  await expect(files.upload('r1' as never, 'x.txt', body)).rejects.toMatchObject({
    error: { code: 'storage-full', retryable: true },
  })
  expect(await readdir(join(directory, 'full', 'temp'))).toEqual([])
  expect(await readdir(join(directory, 'full', 'blobs'))).toEqual([])
})

test('[R2 S2] nobody gets at files who is not signed in', async () => {
  const room = await quietRoom()
  const { id } = await upload(room, 'x.txt', 'x')
  const anonymous = await fetch(`${parley.server.url}/api/rooms/${room}/attachments/${id}`)
  expect(anonymous.status).toBe(401)
})

describe('[R2] files of the message that a room is made with', () => {
  const draft = async (body: Uint8Array | string, init: RequestInit = {}) => {
    const sent = { method: 'POST', body: body as BodyInit, ...init }
    return (await (await parley.request('/api/attachments?name=draft', sent)).json()) as Answer
  }
  const made = (room: string, attachments: string[], id?: string) =>
    parley.command(room, { type: 'create-room', members: [], replyMode: 'manual', attachments }, id)

  test('are there with it, once however often it is asked for, and stay when their day is over', async () => {
    const dot = await draft(DOT)
    expect(dot).toMatchObject({ name: 'draft', type: 'image/png', width: 1, height: 1 })
    const seqs = await Promise.all([1, 2, 3].map(() => made('dots', [dot.id], 'the-request')))
    expect(new Set(seqs).size).toBe(1)
    expect((await parley.snapshot('dots')).timeline).toMatchObject([{ text: '', attachments: [dot] }])
    expect(Buffer.from(await (await download('dots', dot.id)).arrayBuffer())).toEqual(DOT)

    const later = await Attachments.open(join(directory, 'attachments'), () => Date.now() + 2 * UNUSED_MS)
    await later.sweep()
    expect(await made('dots', [dot.id], 'the-request')).toBe(seqs[0])
    expect((await download('dots', dot.id)).status).toBe(200)
    await expect(made('late', [dot.id])).rejects.toThrow('attachment-not-found')
  })

  test('that are missing, of somebody else or of another room: no room is made', async () => {
    const { id } = await draft('Mine.')
    const invented = '01938b0a-0000-7000-8000-000000000000'
    const elsewhere = await upload(await quietRoom(), 'other.txt', 'Of another room.')
    for (const missing of [invented, elsewhere.id]) {
      await expect(made('refused', [id, missing])).rejects.toThrow('attachment-not-found')
      expect((await parley.request('/api/rooms/refused')).status).toBe(404)
    }
    const headers = { authorization: `Bearer ${await tokenOf('Kim')}` }
    const command = { type: 'create-room', members: [], replyMode: 'manual', attachments: [id] }
    const body = JSON.stringify({ id: 'kims', command })
    const init = { method: 'POST', body, headers }
    const answer = await parley.request('/api/rooms/kims/commands', init)
    const { error } = (await answer.json()) as { error: WireError }
    expect([answer.status, error.code]).toEqual([404, 'attachment-not-found'])
    expect(error.message).toContain(id)
    expect((await parley.request('/api/rooms/kims', { headers })).status).toBe(404)
    expect(await readdir(join(directory, 'attachments', 'uploads'))).toHaveLength(1)
  })

  test('are not put into a room that is there already', async () => {
    const { id } = await draft('Mine.')
    const room = await quietRoom()
    await expect(made(room, [id])).rejects.toThrow('id-reused')
    expect((await download(room, id)).status).toBe(404)
  })

  test('may be in a message of their sender, where the room came meanwhile, and of nobody else', async () => {
    const { id } = await draft('Mine.')
    const room = await quietRoom()
    const into = await upload(room, 'into.txt', 'Into the room.')
    const post = (headers: Record<string, string>, attachments: string[]) =>
      parley.request(`/api/rooms/${room}/commands`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ id: randomUUID(), command: { type: 'post-message', text: '', attachments } }),
      })
    const kim = { authorization: `Bearer ${await tokenOf('Kim')}` }
    const me = (await (await parley.request('/api/me', { headers: kim })).json()) as { id: MemberId }
    await parley.command(room, { type: 'add-member', member: me.id })
    const refused = await post(kim, [id])
    expect(((await refused.json()) as { error: WireError }).error.code).toBe('attachment-not-found')
    expect((await post({}, [into.id, id])).status).toBe(200)
    const said = (await parley.snapshot(room)).timeline.at(-1) as Message
    expect(said.attachments?.map(({ name }) => name)).toEqual(['into.txt', 'draft'])
    expect(await (await download(room, id)).text()).toBe('Mine.')
  })

  test('that no room came to have are forgotten after a day', async () => {
    const { id } = await draft('Never sent.')
    expect(await blobs()).toHaveLength(1)
    const later = await Attachments.open(join(directory, 'attachments'), () => Date.now() + 2 * UNUSED_MS)
    expect(await later.sweep()).toBe('Never sent.'.length)
    await expect(made('late', [id])).rejects.toThrow('attachment-not-found')
  })

  test('are taken from nobody who is not signed in, who is a guest or an agent', async () => {
    expect((await draft('x', { headers: { authorization: '' } })).error?.code).toBe('unauthorized')
    const agent = await parley.request('/api/agents/a_steve-jobs/tokens', { method: 'POST', body: '{}' })
    const { token } = (await agent.json()) as { token: string }
    const headers = { authorization: `Bearer ${token}` }
    expect((await draft('x', { headers })).error?.code).toBe('forbidden')
    expect(await blobs()).toEqual([])
  })
})

/** A token of another person of the workspace. */
async function tokenOf(name: string): Promise<string> {
  const person = { id: `p_${name}` as MemberId, name, createdAt: 0 }
  await store.directory.putPerson(person)
  const holder = { member: person.id, kind: 'person', createdBy: person.id } as const
  return (await issueToken(store.directory, holder, Date.now())).token
}
