import { z } from 'zod'
import { LIMITS } from './limits.ts'

/** Names one upload into a room. */
export const AttachmentId = z.uuid()
export type AttachmentId = z.infer<typeof AttachmentId>

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** A smaller picture of an image, made by whoever sent that; at the attachment's address, then `/thumbnail`. */
export const Thumbnail = z.object({
  type: z.enum(['image/webp', 'image/jpeg', 'image/png']),
  bytes: z.number().int().positive(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  sha256: Sha256,
})
export type Thumbnail = z.infer<typeof Thumbnail>

/** A file of a message; its bytes are at `GET /api/rooms/:room/attachments/:id`. [R2, W3] */
export const Attachment = z.object({
  id: AttachmentId,
  name: z.string().min(1).max(LIMITS.maxFileNameCharacters),
  /** Found in the bytes, whatever the sender said: `image/png`. */
  type: z.string().max(100),
  bytes: z.number().int().nonnegative(),
  /** Of an image, so that its place is known before it is there. */
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
  /** SHA-256 of the bytes, in hexadecimal. */
  sha256: Sha256,
  thumbnail: Thumbnail.optional(),
})
export type Attachment = z.infer<typeof Attachment>

export const Attachments = z.array(Attachment).min(1).max(LIMITS.maxAttachments)
