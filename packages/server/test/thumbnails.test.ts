import type { Attachment, WireError } from '@parley/protocol'
import { LIMITS } from '@parley/protocol'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Attachments, UNUSED_MS } from '../src/attachments/attachments.ts'
import { gradientPicture, writeChunks } from '../src/cards/png.ts'
import { openServer } from './open-server.ts'
import type { TestServer } from './open-server.ts'

const square = (edge: number) => Buffer.from(writeChunks(gradientPicture('#102030', '#a0b0c0', edge)))
const IMAGE = square(1_200)
const SMALL = square(300)

let parley: TestServer
let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-thumbnails-'))
  parley = await openServer({ settings: { dataDirectory: directory } })
})
afterEach(async () => {
  await parley.server.close()
  await rm(directory, { recursive: true, force: true })
  expect(parley.faults).toEqual([])
})

type Answer = Attachment & { error?: WireError }

async function send(path: string, body: Uint8Array | string): Promise<Answer> {
  const response = await parley.request(path, { method: 'POST', body: body as BodyInit })
  return (await response.json()) as Answer
}

const quietRoom = () => parley.createRoom([], { replyMode: 'manual' } as never)
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(parley.server.url + path, { headers: { authorization: `Bearer ${parley.token}`, ...headers } })
const blobs = async () => (await readdir(join(directory, 'attachments', 'blobs'))).toSorted()

test('[W1 W8] an image brings a smaller picture, which members get, and browsers keep by its content', async () => {
  const room = await quietRoom()
  const files = `/api/rooms/${room}/attachments`
  const image = await send(`${files}?name=a.png`, IMAGE)
  const shown = await send(`${files}/${image.id}/thumbnail`, SMALL)
  const { thumbnail } = shown
  expect(thumbnail).toMatchObject({ type: 'image/png', width: 300, height: 300, bytes: SMALL.length })
  expect(shown).toEqual({ ...image, thumbnail })
  await parley.command(room, { type: 'post-message', text: '', attachments: [image.id] })
  expect((await parley.snapshot(room)).timeline.at(-1)).toMatchObject({ attachments: [shown] })

  const response = await get(`${files}/${image.id}/thumbnail`)
  expect(Buffer.from(await response.arrayBuffer())).toEqual(SMALL)
  const etag = `"${thumbnail?.sha256}"`
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    etag,
  })
  const again = await get(`${files}/${image.id}/thumbnail`, { 'if-none-match': etag })
  expect([again.status, await again.text()]).toEqual([304, ''])
  expect(Buffer.from(await (await get(`${files}/${image.id}`)).arrayBuffer())).toEqual(IMAGE)
})

test('[R2] the image of a first message has one too, and both stay as long as the room', async () => {
  const image = await send('/api/attachments?name=a.png', IMAGE)
  const { thumbnail } = await send(`/api/attachments/${image.id}/thumbnail`, SMALL)
  const attachments = [image.id]
  await parley.command('r', { type: 'create-room', members: [], replyMode: 'manual', attachments })
  const later = await Attachments.open(join(directory, 'attachments'), () => Date.now() + 2 * UNUSED_MS)
  expect(await later.sweep()).toBe(0)
  expect(await blobs()).toEqual([image.sha256, thumbnail?.sha256].toSorted())
  expect((await get(`/api/rooms/r/attachments/${image.id}/thumbnail`)).status).toBe(200)
})

const oblong = Buffer.from(SMALL)
oblong.writeUInt32BE(200, 20)
test.for([
  ['a page', '<html><script>alert(1)</script>', 'invalid-input', /text\/plain/],
  [
    'a moving picture',
    Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1'),
    'invalid-input',
    /image\/gif/,
  ],
  ['one of another shape', oblong, 'invalid-input', /another shape/],
  ['one that is too wide', square(LIMITS.maxThumbnailEdge + 1), 'invalid-input', /961 × 961/],
  ['one too heavy', Buffer.alloc(LIMITS.maxThumbnailBytes + 1), 'too-large', /256 kB/],
  ['nothing', '', 'invalid-input', /empty/],
] as const)('[S3 S4] %s is refused and leaves nothing', async ([, body, code, words]) => {
  const room = await quietRoom()
  const files = `/api/rooms/${room}/attachments`
  const image = await send(`${files}?name=a.png`, IMAGE)
  const { error } = await send(`${files}/${image.id}/thumbnail`, body)
  expect(error).toMatchObject({ code, message: expect.stringMatching(words) as string })
  expect(await blobs()).toEqual([image.sha256])
  expect(await readdir(join(directory, 'attachments', 'temp'))).toEqual([])
  expect((await get(`${files}/${image.id}/thumbnail`)).status).toBe(404)
})

test('[S2 S3] what is no image, what is posted, and what is of another room or person, gets none', async () => {
  const room = await quietRoom()
  const files = `/api/rooms/${room}/attachments`
  const text = await send(`${files}?name=a.txt`, 'Just words.')
  expect((await send(`${files}/${text.id}/thumbnail`, SMALL)).error?.code).toBe('not-supported')
  const image = await send(`${files}?name=a.png`, IMAGE)
  const elsewhere = `/api/rooms/${await quietRoom()}/attachments`
  for (const path of [elsewhere, '/api/attachments'])
    expect((await send(`${path}/${image.id}/thumbnail`, SMALL)).error?.code).toBe('attachment-not-found')
  await parley.command(room, { type: 'post-message', text: '', attachments: [image.id] })
  expect((await send(`${files}/${image.id}/thumbnail`, SMALL)).error?.code).toBe('attachment-not-found')
  expect(await blobs()).toHaveLength(2)
})

test('[W1] one no lighter than its image is of no use', async () => {
  const room = await quietRoom()
  const files = `/api/rooms/${room}/attachments`
  const image = await send(`${files}?name=a.png`, SMALL)
  const { error } = await send(`${files}/${image.id}/thumbnail`, SMALL)
  expect(error).toMatchObject({
    code: 'invalid-input',
    message: 'The thumbnail is no lighter than its image.',
  })
})
