import { AttachmentId, LIMITS, RoomId } from '@parley/protocol'
import type { Attachment, MemberId } from '@parley/protocol'
import type { Context, Hono } from 'hono'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { z } from 'zod'
import { tooLarge } from '../attachments/receive.ts'
import type { Attachments } from '../attachments/attachments.ts'
import { requireWorkspace } from '../authority/grant.ts'
import type { Office } from '../commands/context.ts'
import { requireMember, requireUnarchived } from '../commands/perform.ts'
import { Refusal } from '../refusal.ts'
import { principalOf, valid } from './context.ts'

/** Shown in a page; everything else is saved as a file. */
const INLINE = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'audio/mpeg',
  'audio/wav',
  'audio/ogg',
  'audio/opus',
  'audio/mp4',
  'audio/x-m4a',
  'audio/flac',
  'audio/webm',
])
const FileName = z.string().min(1).max(LIMITS.maxFileNameCharacters)

/** Files into and out of rooms; only members of the room get here. [R2, S2] */
export function attachmentRoutes(app: Hono, office: Office): void {
  const files = (): Attachments => {
    if (office.attachments === undefined) throw new Refusal('unavailable')
    return office.attachments
  }

  app.post('/api/rooms/:room/attachments', async (context) => {
    const room = await writableRoom(context)
    const name = valid(FileName, context.req.query('name'))
    return context.json<Attachment>(await files().upload(room, name, sentBody(context)), 201)
  })

  app.post('/api/rooms/:room/attachments/:attachment/thumbnail', async (context) => {
    const room = await writableRoom(context)
    const id = valid(AttachmentId, context.req.param('attachment'))
    return context.json<Attachment>(await files().illustrate(room, id, sentBody(context)))
  })

  app.post('/api/attachments', async (context) => {
    const sender = await founder(context)
    const name = valid(FileName, context.req.query('name'))
    return context.json<Attachment>(await files().uploadDraft(sender, name, sentBody(context)), 201)
  })

  app.post('/api/attachments/:attachment/thumbnail', async (context) => {
    const sender = await founder(context)
    const id = valid(AttachmentId, context.req.param('attachment'))
    return context.json<Attachment>(await files().illustrateDraft(sender, id, sentBody(context)))
  })

  app.get('/api/rooms/:room/attachments/:attachment', async (context) => {
    const room = valid(RoomId, context.req.param('room'))
    await requireMember(office, await principalOf(context, office), room)
    const id = valid(AttachmentId, context.req.param('attachment'))
    return sent(context, files(), await files().find(room, id))
  })

  app.get('/api/rooms/:room/attachments/:attachment/thumbnail', async (context) => {
    const room = valid(RoomId, context.req.param('room'))
    await requireMember(office, await principalOf(context, office), room)
    const { name, thumbnail } = await files().find(room, valid(AttachmentId, context.req.param('attachment')))
    if (thumbnail === undefined) throw new Refusal('attachment-not-found', 'This file has no thumbnail.')
    return sent(context, files(), { name, ...thumbnail })
  })

  /** A room into which files may be sent. */
  async function writableRoom(context: Context): Promise<RoomId> {
    const room = valid(RoomId, context.req.param('room'))
    const principal = await principalOf(context, office)
    const head = await requireMember(office, principal, room)
    if (head.deleted) throw new Refusal('room-deleted')
    if (head.members.find(({ id }) => id === principal.id)?.role === 'viewer') throw new Refusal('forbidden')
    await requireUnarchived(office, principal, room)
    return room
  }

  /** Who could make a room; others have no use for files without one. */
  async function founder(context: Context): Promise<MemberId> {
    const principal = await principalOf(context, office)
    if (principal.guest || principal.kind) requireWorkspace(principal)
    return principal.id
  }
}

/** What is uploaded, not yet read. @throws Refusal */
function sentBody(context: Context): ReadableStream<Uint8Array> {
  const declared = Number(context.req.header('content-length') ?? 0)
  if (declared > LIMITS.maxAttachmentBytes) throw tooLarge()
  const { body } = context.req.raw
  if (body === null) throw new Refusal('invalid-input', 'The file is empty.')
  return body
}

type Served = Pick<Attachment, 'name' | 'type' | 'bytes' | 'sha256'>

function sent(context: Context, attachments: Attachments, file: Served): Response {
  const etag = `"${file.sha256}"`
  const headers: Record<string, string> = {
    'Content-Type': file.type.startsWith('text/') ? `${file.type}; charset=utf-8` : file.type,
    'Content-Disposition': `${INLINE.has(file.type) ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded(file.name)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, max-age=31536000, immutable',
    'Accept-Ranges': 'bytes',
    ETag: etag,
  }
  if (context.req.header('if-none-match')?.includes(etag) === true)
    return new Response(null, { status: 304, headers })
  const range = rangeOf(context.req.header('range'), file.bytes)
  if (range === 'none')
    return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${file.bytes}` } })
  const { start, end } = range ?? { start: 0, end: file.bytes - 1 }
  const whole = range === undefined
  const body = Readable.toWeb(attachments.stream(file, { start, end })) as NodeStream as ReadableStream
  return new Response(body, {
    status: whole ? 200 : 206,
    headers: {
      ...headers,
      'Content-Length': String(end - start + 1),
      ...(whole ? {} : { 'Content-Range': `bytes ${start}-${end}/${file.bytes}` }),
    },
  })
}

/** One range of bytes; undefined: the whole file, also where several are asked for. */
function rangeOf(
  header: string | undefined,
  bytes: number,
): { start: number; end: number } | 'none' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return undefined
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from)
  const end = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)
  return start > end || start >= bytes ? 'none' : { start, end }
}

/** As RFC 8187 wants it. */
function encoded(name: string): string {
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  )
}
