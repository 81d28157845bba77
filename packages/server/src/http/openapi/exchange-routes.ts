import { CommandResult, ForkRequest } from '@parley/protocol'
import { z } from 'zod'
import { ExportFormat } from '../exchange.ts'
import type { RouteDoc } from './route-doc.ts'

const tag = 'Rooms'

export const EXCHANGE_ROUTES: readonly RouteDoc[] = [
  {
    method: 'post',
    path: '/api/rooms/:room/fork',
    tag,
    summary: 'A new room that goes on from a message of this one.',
    scope: 'manage',
    body: ForkRequest,
    status: 201,
    answer: CommandResult,
    errors: ['room-not-found', 'room-deleted', 'message-not-found', 'id-reused'],
  },
  {
    method: 'get',
    path: '/api/rooms/:room/export',
    tag,
    summary: 'All of a room as JSON, or as Markdown to read.',
    query: z.object({ format: ExportFormat }),
    status: 200,
    answer: 'application/octet-stream',
    errors: ['room-not-found'],
  },
  {
    method: 'post',
    path: '/api/imports',
    tag,
    summary:
      'Makes a room of each conversation of a file: an export of a room, or ChatGPT’s conversations.json, up to 64 MB. Answers with a line of JSON for each.',
    scope: 'manage',
    upload: true,
    status: 200,
    answer: 'application/x-ndjson',
    errors: ['invalid-input', 'too-large'],
  },
]
