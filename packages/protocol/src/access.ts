import { z } from 'zod'
import { MemberId, Milliseconds, RoomId } from './ids.ts'
import { LIMITS } from './limits.ts'

/** What a token may be used for: seeing; speaking and reacting; rooms, members, agents and access. [S1] */
export const SCOPES = ['read', 'write', 'manage'] as const
export const Scope = z.enum(SCOPES)
export type Scope = z.infer<typeof Scope>

/** `POST /api/tokens` and `POST /api/agents/:agent/tokens`; all of it optional. */
export const TokenRequest = z.object({
  /** What it is for, for the list. */
  name: z.string().trim().max(LIMITS.maxNameCharacters).default(''),
  scopes: z
    .array(Scope)
    .min(1)
    .default([...SCOPES])
    .describe('What the token may be used for.'),
  /** Absent: every room of its principal. */
  rooms: z.array(RoomId).min(1).max(200).optional(),
  /** Absent: it does not expire. */
  expiresAt: Milliseconds.optional(),
})
export type TokenRequest = z.infer<typeof TokenRequest>

/** A token without its secret, which is told once, when it is made. */
export const ApiToken = z.object({
  id: z.string(),
  /** Whose token it is: a person or an agent. */
  member: MemberId,
  name: z.string(),
  scopes: z.array(Scope),
  rooms: z.array(RoomId).nullable(),
  createdBy: MemberId,
  createdAt: Milliseconds,
  expiresAt: Milliseconds.nullable(),
})
export type ApiToken = z.infer<typeof ApiToken>

export const NewApiToken = ApiToken.extend({ token: z.string() })
export type NewApiToken = z.infer<typeof NewApiToken>

export const ApiTokenList = z.object({ tokens: z.array(ApiToken) })
export type ApiTokenList = z.infer<typeof ApiTokenList>

/** A browser that is signed in. [S1] */
export const SessionInfo = z.object({
  id: z.string(),
  createdAt: Milliseconds,
  expiresAt: Milliseconds,
  /** How the browser introduced itself. */
  userAgent: z.string(),
  /** The one that asks. */
  current: z.boolean(),
})
export type SessionInfo = z.infer<typeof SessionInfo>

export const SessionList = z.object({ sessions: z.array(SessionInfo) })
export type SessionList = z.infer<typeof SessionList>

/** A link that signs its person in once. */
export const SignInLink = z.object({ path: z.string() })
export type SignInLink = z.infer<typeof SignInLink>
