import { z } from 'zod'
import { ToolList, UsageReport } from '@parley/protocol'
import type { RouteDoc } from './route-doc.ts'

export const TOOL_ROUTES: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/tools',
    tag: 'Agents',
    summary: 'The tools that agents can be given, and which of them run only with approval.',
    status: 200,
    answer: ToolList,
  },
  {
    method: 'get',
    path: '/api/usage',
    tag: 'Server',
    summary: 'What the model calls of all rooms used up, day by day and in all.',
    status: 200,
    answer: UsageReport,
  },
  {
    method: 'get',
    path: '/api/rooms/:room/usage',
    tag: 'Rooms',
    summary: 'What the model calls of a room used up, day by day and in all.',
    status: 200,
    answer: UsageReport,
    errors: ['room-not-found'],
  },
  {
    method: 'post',
    path: '/mcp',
    tag: 'Channel',
    summary:
      'Parley as an MCP server (streamable HTTP, without sessions): list, read, post, wait for a reply.',
    body: z.looseObject({ jsonrpc: z.literal('2.0'), method: z.string() }),
    status: 200,
    answer: 'application/json',
  },
]
