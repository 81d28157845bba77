import { z } from 'zod'
import type { RouteDoc } from './route-doc.ts'

const open = { tag: 'Server', scope: 'none' } as const

export const SERVER_ROUTES: readonly RouteDoc[] = [
  {
    ...open,
    method: 'get',
    path: '/healthz',
    summary: 'The process lives.',
    status: 200,
    answer: 'text/plain',
  },
  {
    ...open,
    method: 'get',
    path: '/readyz',
    summary: 'Rooms can be served; 503 while they cannot.',
    status: 200,
    answer: 'text/plain',
  },
  {
    ...open,
    method: 'get',
    path: '/sign-in',
    summary: 'Signs in by a one-time link, then leads to the app.',
    query: z.object({ token: z.string() }),
    status: 302,
  },
  {
    ...open,
    method: 'get',
    path: '/api/openapi.json',
    summary: 'This document.',
    status: 200,
    answer: 'application/json',
  },
  {
    ...open,
    method: 'get',
    path: '/api/docs',
    summary: 'This document, to read.',
    status: 200,
    answer: 'text/html',
  },
  {
    ...open,
    method: 'get',
    path: '/api/docs.css',
    summary: 'How that page looks.',
    status: 200,
    answer: 'text/css',
  },
]
