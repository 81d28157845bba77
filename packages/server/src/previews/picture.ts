import { sniff, SNIFFED_BYTES } from '../attachments/sniff.ts'
import { getPage } from '../tools/web/get-page.ts'
import type { Kinds, WebRules } from '../tools/web/get-page.ts'

export type Picture = { name: string; bytes: Uint8Array }

/** Types that every browser shows, and that cannot run. */
const TYPES = new Map([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/webp', 'webp'],
  ['image/gif', 'gif'],
])
const IMAGES: Kinds = {
  name: 'an image',
  accept: [...TYPES.keys()].join(', '),
  types: /^(image\/(png|jpe?g|webp|gif)|application\/octet-stream)$/,
}
const MAX_BYTES = 3 * 1024 * 1024
/** Smaller is an icon, or a dot that counts who has seen it. */
const LEAST_SIDE_PX = 48
/** Few bytes can unpack to more than a phone has memory. */
const MOST_PIXELS = 24_000_000

/** A picture of the public web, whole; undefined where it is none to be shown. Throws as `getPage` does. [S4] */
export async function getPicture(
  address: string,
  rules: WebRules,
  signal: AbortSignal,
): Promise<Picture | undefined> {
  const { body, cut } = await getPage(address, { ...rules, kinds: IMAGES, maxBytes: MAX_BYTES }, signal)
  if (cut) return undefined
  const { type, width = 0, height = 0 } = await sniff(body.subarray(0, SNIFFED_BYTES), '')
  const ending = TYPES.get(type)
  if (ending === undefined || Math.min(width, height) < LEAST_SIDE_PX) return undefined
  return width * height > MOST_PIXELS ? undefined : { name: `preview.${ending}`, bytes: body }
}
