/** Limits of the wire. Going over one is answered with an error from `errors.ts`, never by truncation. [S3] */
export const LIMITS = {
  /** Size of a message's text, UTF-8. */
  maxTextBytes: 16 * 1024,
  /** Size of one frame or request body, UTF-8. */
  maxFrameBytes: 64 * 1024,
  maxNameCharacters: 80,
  maxTitleCharacters: 120,
  maxInstructionsCharacters: 4_000,
  maxPersonalityCharacters: 16_000,
  maxFirstMessageCharacters: 8_000,
  /** A picture of an agent. */
  maxPictureBytes: 512 * 1024,
  /** A character card with its picture and whatever it brings. */
  maxCardBytes: 16 * 1024 * 1024,
  /** A file of conversations. */
  maxImportBytes: 64 * 1024 * 1024,
  /** Messages and lines of one imported or forked room. */
  maxImportedItems: 20_000,
  /** Of one imported message. */
  maxImportedTextBytes: 256 * 1024,
  /** One file that is attached to a message. */
  maxAttachmentBytes: 20 * 1024 * 1024,
  /** A smaller picture of an image, and its longer edge in pixels. */
  maxThumbnailBytes: 256 * 1024,
  maxThumbnailEdge: 960,
  /** Files of one message. */
  maxAttachments: 10,
  maxFileNameCharacters: 200,
  /** Links of one message that are looked up, the first of them. */
  maxLinkPreviews: 3,
  maxLinkCharacters: 2_048,
  maxMembers: 500,
  /** Events in one page of history, and messages in a tail. */
  maxPage: 500,
} as const

/** Length of `text` in UTF-8 bytes, without an encoder (pure packages have none). */
export function utf8Bytes(text: string): number {
  let bytes = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 0x80) bytes += 1
    else if (code < 0x800) bytes += 2
    else if (code >= 0xd800 && code < 0xdc00 && index + 1 < text.length) {
      bytes += 4
      index += 1
    } else bytes += 3
  }
  return bytes
}

/** Whether nothing of a text would be seen: it is empty, or of spaces and of characters that have no shape. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Default_Ignorable_Code_Point}]*$/u.test(text)
}
