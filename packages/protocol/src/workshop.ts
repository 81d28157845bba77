import { z } from 'zod'
import { Failure } from './error.ts'
import { Agent, AgentProfile } from './http.ts'
import { Milliseconds } from './ids.ts'
import { PictureId } from './member.ts'
import { Usage } from './turn.ts'

/** `POST /api/agents/test`: a profile that need not be saved, and what was said so far, last the person. [A1] */
export const AgentTest = z.object({
  profile: AgentProfile,
  said: z
    .array(z.object({ by: z.enum(['person', 'agent']), text: z.string().trim().min(1).max(4_000) }))
    .min(1)
    .max(40),
})
export type AgentTest = z.infer<typeof AgentTest>

/** Its words, or why there are none. Nothing of it is stored. */
export const AgentTestAnswer = z.object({
  text: z.string().optional(),
  usage: Usage.optional(),
  /** It only rehearses: no provider was asked. [M2] */
  rehearsal: z.boolean(),
  failure: Failure.optional(),
})
export type AgentTestAnswer = z.infer<typeof AgentTestAnswer>

/** `GET /api/models`: whom agents can speak through. [M1] */
export const ModelList = z.object({
  /** `provider:model` of every agent that names none. */
  default: z.string(),
  providers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** It asks for no key: it runs on this machine, or only rehearses. */
      keyless: z.boolean(),
      /** The server has a key for it, which it never tells. [S4] */
      hasKey: z.boolean(),
      rehearsal: z.boolean(),
      /** `provider:model`: what it is asked by where nobody chose; absent where none is known. */
      defaultModel: z.string().optional(),
      /** `provider:model`, in the provider's order. A model that is not listed can be named all the same. */
      models: z.array(z.string()),
      /** Why there is no list, in a plain sentence. */
      problem: z.string().optional(),
    }),
  ),
})
export type ModelList = z.infer<typeof ModelList>

/** `POST /api/models/test`: whether a model answers, by one tiny call. [M1, M8] */
export const ModelTest = z.object({ model: z.string().trim().min(1).max(200) })
export type ModelTest = z.infer<typeof ModelTest>

export const ModelTestAnswer = z.object({
  ok: z.boolean(),
  durationMs: Milliseconds,
  usage: Usage.optional(),
  /** It only rehearses: no provider was asked. [M2] */
  rehearsal: z.boolean(),
  /** Why it did not answer, in a plain sentence. */
  failure: Failure.optional(),
})
export type ModelTestAnswer = z.infer<typeof ModelTestAnswer>

/** `POST /api/pictures` */
export const NewPicture = z.object({ picture: PictureId })
export type NewPicture = z.infer<typeof NewPicture>

/** `POST /api/agents/import`: the agent that a character card became. [A3] */
export const ImportedCard = z.object({
  agent: Agent,
  spec: z.enum(['v1', 'v2', 'v3']),
  /** What of it could not be taken over, in plain sentences; the card itself is kept whole. */
  notes: z.array(z.string()),
})
export type ImportedCard = z.infer<typeof ImportedCard>
