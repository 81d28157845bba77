import { getPage } from '../tools/web/get-page.ts'
import type { Kinds, WebRules } from '../tools/web/get-page.ts'
import { textOf } from '../tools/web/readable-text.ts'
import { pageMetadata } from './page-metadata.ts'
import type { PageMetadata } from './page-metadata.ts'
import { getPicture } from './picture.ts'
import type { Picture } from './picture.ts'

/** What was found at an address; something of it is there. */
export type Found = Omit<PageMetadata, 'image'> & { picture?: Picture }

const PAGES: Kinds = {
  name: 'a page',
  accept: 'text/html, application/xhtml+xml',
  types: /^(text\/html|application\/xhtml\+xml)$/,
}
/** The head of a page is in it, or the page does not want to be read. */
const MAX_BYTES = 256 * 1024
const PICTURE = /\.(png|jpe?g|webp|gif)$/i

/** Asks a page what it is, and for its picture. Throws a ToolError, or the signal's reason. [W4, S4] */
export async function lookUp(url: string, rules: WebRules, signal: AbortSignal): Promise<Found | undefined> {
  if (PICTURE.test(URL.parse(url)?.pathname ?? '')) {
    const picture = await getPicture(url, rules, signal)
    return picture && { picture }
  }
  const page = await getPage(url, { ...rules, kinds: PAGES, maxBytes: MAX_BYTES }, signal)
  const { image, ...words } = pageMetadata(textOf(page), page.url)
  const picture = image === undefined ? undefined : await pictureOf(image, rules, signal)
  if (picture !== undefined) return { ...words, picture }
  return words.title === undefined ? undefined : words
}

/** A page without its picture is still worth telling of. */
async function pictureOf(
  address: string,
  rules: WebRules,
  signal: AbortSignal,
): Promise<Picture | undefined> {
  try {
    return await getPicture(address, rules, signal)
  } catch {
    signal.throwIfAborted()
    return undefined
  }
}
