import { z } from 'zod'
import { Attachment } from './attachment.ts'
import { LIMITS } from './limits.ts'

/**
 * What a page says of itself, read by the server when somebody mentioned it: text, never markup. Its picture is a
 * file of the room, so that nobody's browser asks a stranger for it. [W4, S4]
 */
export const LinkPreview = z.object({
  /** As it stands in the message. */
  url: z
    .string()
    .regex(/^https?:\/\/\S+$/i, 'must be an http or https address')
    .max(LIMITS.maxLinkCharacters),
  title: z.string().min(1).max(200).optional(),
  description: z.string().min(1).max(400).optional(),
  siteName: z.string().min(1).max(80).optional(),
  image: Attachment.optional(),
})
export type LinkPreview = z.infer<typeof LinkPreview>

export const LinkPreviews = z.array(LinkPreview).min(1).max(LIMITS.maxLinkPreviews)
