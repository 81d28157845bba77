import { z } from 'zod'
import { LIMITS } from './limits.ts'

/** Names one upload into a room. */
export const AttachmentId = z.uuid()
export type AttachmentId = z.infer<typeof AttachmentId>

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
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Attachment = z.infer<typeof Attachment>

export const Attachments = z.array(Attachment).min(1).max(LIMITS.maxAttachments)
