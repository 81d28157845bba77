import {
  AgentTest,
  AgentTestAnswer,
  ImportedCard,
  ModelList,
  ModelTest,
  ModelTestAnswer,
  NewPicture,
} from '@parley/protocol'
import { z } from 'zod'
import { CardFormat } from '../agent-cards.ts'
import type { RouteDoc } from './route-doc.ts'

const tag = 'Agents'

export const WORKSHOP_ROUTES: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/models',
    tag,
    summary: 'The models that can be chosen, by their providers.',
    status: 200,
    answer: ModelList,
  },
  {
    method: 'post',
    path: '/api/models/test',
    tag,
    summary: 'Whether a model answers, by one tiny call of up to 20 s, which counts as used up.',
    scope: 'manage',
    body: ModelTest,
    status: 200,
    answer: ModelTestAnswer,
    errors: ['rate-limited'],
  },
  {
    method: 'post',
    path: '/api/agents/test',
    tag,
    summary: 'What an agent with this profile would answer. Nothing is stored; it counts as used up.',
    scope: 'manage',
    body: AgentTest,
    status: 200,
    answer: AgentTestAnswer,
  },
  {
    method: 'post',
    path: '/api/agents/import',
    tag,
    summary: 'Makes an agent of a character card (V1, V2 or V3): JSON, PNG or CHARX, up to 16 MB.',
    scope: 'manage',
    upload: true,
    status: 201,
    answer: ImportedCard,
    errors: ['invalid-input', 'too-large'],
  },
  {
    method: 'get',
    path: '/api/agents/:agent/card',
    tag,
    summary: 'An agent as a character card, with everything that its own card said.',
    scope: 'manage',
    query: z.object({ format: CardFormat }),
    status: 200,
    answer: 'application/octet-stream',
    errors: ['member-not-found'],
  },
  {
    method: 'post',
    path: '/api/pictures',
    tag,
    summary: 'Keeps a picture for an agent: a PNG of up to 512 kB and 2,048 pixels a side.',
    scope: 'manage',
    upload: true,
    status: 201,
    answer: NewPicture,
    errors: ['invalid-input', 'too-large'],
  },
  {
    method: 'get',
    path: '/api/pictures/:picture',
    tag,
    summary: 'A picture; what has its name never changes.',
    status: 200,
    answer: 'image/png',
    errors: ['not-found'],
  },
]
