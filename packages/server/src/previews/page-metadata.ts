import { Parser } from 'htmlparser2'

/** What a page says of itself, in plain text that nobody has vouched for. `image` is an absolute address. */
export type PageMetadata = { title?: string; description?: string; siteName?: string; image?: string }

/** What is looked at, the best first: Open Graph, Twitter's cards, then what every page may have. */
const SOURCES = {
  title: ['og:title', 'twitter:title', 'title'],
  description: ['og:description', 'twitter:description', 'description'],
  siteName: ['og:site_name', 'application-name'],
  image: ['og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'],
} as const

const MOST_CHARACTERS = { title: 200, description: 400, siteName: 80 } as const
/** No head is nested so deep; beyond it the parser's time would grow with the square of the page. */
const MAX_DEPTH = 64
const CHUNK = 8 * 1024

/**
 * Reads the head of a page, in time that grows with its length only, whatever stands in it. Pure; `address` is the
 * page's own, to which the one of its picture may be relative. [W4, S4]
 */
export function pageMetadata(html: string, address: string): PageMetadata {
  const said = read(html)
  const first = (part: keyof typeof SOURCES) => SOURCES[part].map((name) => said.get(name)).find(Boolean)
  const metadata: PageMetadata = {}
  for (const part of ['title', 'description', 'siteName'] as const) {
    const words = plain(first(part) ?? '', MOST_CHARACTERS[part])
    if (words !== '') metadata[part] = words
  }
  const image = URL.parse(first('image')?.trim() ?? 'none:', address)
  if (image !== null && /^https?:$/.test(image.protocol)) metadata.image = image.href
  return metadata
}

/** The first of each name counts, as it does for others that read these. */
function read(html: string): Map<string, string> {
  const said = new Map<string, string>()
  const place = { depth: 0, over: false }
  let title: string | undefined
  const stop = () => {
    place.over = true
    parser.pause()
  }
  const parser = new Parser({
    onopentagname(name) {
      place.depth += 1
      if (name === 'body' || place.depth > MAX_DEPTH) stop()
    },
    onopentag(name, attributes) {
      if (name === 'title' && !said.has('title')) title = ''
      if (name !== 'meta') return
      const { property, name: called, itemprop, content } = attributes
      const key = (property ?? called ?? itemprop ?? '').trim().toLowerCase()
      if (content !== undefined && content.trim() !== '' && key !== 'title' && !said.has(key))
        said.set(key, content)
    },
    ontext(text) {
      if (title !== undefined) title += text
    },
    onclosetag(name) {
      place.depth -= 1
      if (name === 'title' && title !== undefined) {
        said.set('title', title)
        title = undefined
      }
      if (name === 'head') stop()
    },
  })
  for (let at = 0; at < html.length && !place.over; at += CHUNK) parser.write(html.slice(at, at + CHUNK))
  return said
}

/** Controls, and marks that turn the direction of what stands around them. */
const UNSEEN = /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu

/** One line of at most so many UTF-16 units. */
function plain(text: string, most: number): string {
  // Nobody reads on in what is longer; what is cut off need not be tidied.
  const line = text
    .slice(0, 8 * most)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(UNSEEN, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length <= most) return line
  return `${line
    .slice(0, most - 1)
    .replace(/\p{Surrogate}$/u, '')
    .trimEnd()}…`
}
