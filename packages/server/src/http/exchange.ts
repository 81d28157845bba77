import { ForkRequest, LIMITS, RoomId, wireError } from '@parley/protocol'
import type { CommandResult, ImportLine, WireError } from '@parley/protocol'
import { roomTitle } from '@parley/room'
import type { Context, Hono } from 'hono'
import { stream } from 'hono/streaming'
import { z } from 'zod'
import { requireWorkspace } from '../authority/grant.ts'
import type { Principal } from '../authority/principal.ts'
import type { Office } from '../commands/context.ts'
import { requireMember } from '../commands/perform.ts'
import { exportJson } from '../exchange/export-json.ts'
import { exportMarkdown } from '../exchange/export-markdown.ts'
import { forkRoom } from '../exchange/fork-room.ts'
import { ImportError } from '../exchange/import-error.ts'
import { importRoom } from '../exchange/import-room.ts'
import { readInThread } from '../exchange/read-in-thread.ts'
import type { ReadConversation } from '../exchange/read-in-thread.ts'
import { Refusal } from '../refusal.ts'
import type { Report } from '../report.ts'
import { principalOf, readBody, valid } from './context.ts'
import { attachment, readBytes } from './read-bytes.ts'

export const ExportFormat = z.enum(['json', 'markdown']).default('json')

/** Rooms that go on elsewhere: fork, export, import. [R5] */
export function exchangeRoutes(app: Hono, office: Office, report: Report): void {
  /** What breaks once an answer has begun cannot be told in it: it is cut off. */
  const cutOff = async (error: Error) => report('a file could not be finished', { error })

  app.post('/api/rooms/:room/fork', async (context) => {
    const principal = await makerOf(context)
    const head = await requireMember(office, principal, valid(RoomId, context.req.param('room')))
    if (head.deleted) throw new Refusal('room-deleted')
    const request = valid(ForkRequest, await readBody(context))
    const seq = await forkRoom(office, principal, head, request)
    return context.json<CommandResult>({ room: RoomId.parse(request.id), seq }, 201)
  })

  app.get('/api/rooms/:room/export', async (context) => {
    const principal = await principalOf(context, office)
    const head = await requireMember(office, principal, valid(RoomId, context.req.param('room')))
    const format = valid(ExportFormat, context.req.query('format'))
    const isJson = format === 'json'
    context.header('Content-Type', isJson ? 'application/json' : 'text/markdown; charset=utf-8')
    const name = roomTitle(head, principal.id)
    context.header('Content-Disposition', attachment(name, isJson ? 'json' : 'md'))
    const parts = isJson ? exportJson(office, principal, head) : exportMarkdown(office, head, principal.id)
    return stream(
      context,
      async (out) => {
        for await (const part of parts) {
          if (out.aborted) return
          await out.write(part)
        }
      },
      cutOff,
    )
  })

  app.post('/api/imports', async (context) => {
    const principal = await makerOf(context)
    const bytes = await readBytes(context, LIMITS.maxImportBytes)
    const conversations = readInThread(bytes, { id: principal.id, name: principal.name })
    // A file that is none at all is told before anything is answered.
    const first = await conversations.next().catch(inWords)
    context.header('Content-Type', 'application/x-ndjson')
    return stream(
      context,
      async (out) => {
        try {
          for (let { done, value } = first; done !== true; { done, value } = await conversations.next()) {
            if (out.aborted || value === undefined) return
            const line = await take(principal, value)
            await out.write(`${JSON.stringify(line)}\n`)
          }
        } finally {
          await conversations.return(undefined)
        }
      },
      cutOff,
    )
  })

  async function makerOf(context: Context): Promise<Principal> {
    const principal = await principalOf(context, office, 'manage')
    requireWorkspace(principal)
    return principal
  }

  /** A conversation that cannot be taken is told of in its line; the others go on. */
  async function take(
    principal: Principal,
    { number, of, title, copy }: ReadConversation,
  ): Promise<ImportLine> {
    const place = { number, of, title }
    const refused = (error: WireError): ImportLine => ({ ...place, status: 'refused', error })
    if ('fault' in copy) return refused(wireError('invalid-input', copy.fault))
    try {
      return { ...place, ...(await importRoom(office, principal, copy.value)) }
    } catch (error) {
      if (error instanceof Refusal) return refused(error.error)
      if (error instanceof ImportError) return refused(wireError('invalid-input', error.message))
      throw error
    }
  }
}

function inWords(error: unknown): never {
  if (error instanceof ImportError) throw new Refusal('invalid-input', error.message)
  throw error
}
