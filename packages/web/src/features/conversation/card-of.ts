import type { LinkPreview } from '@parley/protocol'

/** How a card is laid out: its picture on top, beside the words, or none. */
export type CardLook = { look: 'picture'; ratio: number } | { look: 'thumbnail' } | { look: 'words' }

/** Wider than this is cropped, as others do who show such pictures; so is what is higher than wide. */
const WIDEST = 1.91
const HIGHEST = 1
/** A smaller picture would be blurred on top of a card. */
const LEAST_PX = 200

/** The look of a card, known before its picture is there, so that nothing jumps. [W1, W4] */
export function cardLook({ image }: LinkPreview, alone: boolean): CardLook {
  if (image?.width === undefined || image.height === undefined) return { look: 'words' }
  if (!alone || Math.min(image.width, image.height) < LEAST_PX) return { look: 'thumbnail' }
  const ratio = Math.min(WIDEST, Math.max(HIGHEST, image.width / image.height))
  return { look: 'picture', ratio: Math.round(ratio * 100) / 100 }
}

/**
 * Where a card leads, and then what its site calls itself: that may be anything, the name of somebody else's site
 * included, so it never stands alone. [S4]
 */
export function siteWords({ url, siteName }: LinkPreview): string {
  const host = (URL.parse(url)?.host ?? url).replace(/^www\./, '')
  return siteName === undefined || siteName.toLowerCase() === host ? host : `${host} · ${siteName}`
}
