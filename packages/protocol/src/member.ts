import { z } from 'zod'
import { MemberId } from './ids.ts'
import { isBlank, LIMITS } from './limits.ts'

export const ROLES = ['owner', 'moderator', 'member', 'viewer'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

const name = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(LIMITS.maxNameCharacters)
  .refine((text) => !isBlank(text), 'must be seen')
export const Name = name

/** A colour from the palette of avatars: two hexadecimal colours, top and bottom of the gradient. */
export const AvatarColors = z.tuple([
  z.string().regex(/^#[0-9a-fA-F]{6}$/),
  z.string().regex(/^#[0-9a-fA-F]{6}$/),
])

/** Names an uploaded picture by what is in it. `GET /api/pictures/:picture` */
export const PictureId = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/**
 * What a room knows of a member. A person and an agent differ only in `kind`: both publish and
 * subscribe. An agent's personality and model stay out of the log, they belong to the workspace. [C2]
 */
export const Member = z.object({
  id: MemberId,
  kind: z.enum(['person', 'agent']),
  name,
  role: Role,
  /** One line under the name: "Master sushi chef". */
  title: z.string().max(LIMITS.maxNameCharacters).optional(),
  colors: AvatarColors.optional(),
  /** Shown in place of the initials. [A1] */
  picture: PictureId.optional(),
  /** 0–1, agents only: how readily it speaks when nobody asks it. [A1] */
  talkativeness: z.number().min(0).max(1).optional(),
  /** A paused agent stays a member and never speaks. [A1] */
  paused: z.boolean().optional(),
  /** An agent of another program, which speaks when it likes: the director gives it no turns. [A4] */
  outside: z.boolean().optional(),
})
export type Member = z.infer<typeof Member>
