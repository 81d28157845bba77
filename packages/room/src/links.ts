import { LIMITS } from '@parley/protocol'

/** Fenced or between backticks: shown as it is, so an address in it is no link. */
const CODE = /(`{3,}|~{3,})[\s\S]*?(?:\1|$)|(`+)[^`][\s\S]*?\2/g
const ADDRESS = /(?<![\p{L}\p{N}_/])https?:\/\/[^\s<>"`\\^{|}\p{Cc}]+/giu
const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[' }
/** Ends a sentence, or an emphasis, and no address. */
const CLOSING = new Set(".,:;!?'*_~…。、，！？」）")

/** The web addresses in a text, each once, in their order; as they stand there, without what closes the sentence. [W4] */
export function linksIn(text: string): string[] {
  if (!/https?:\/\//i.test(text)) return []
  const found = text.replace(CODE, ' ').match(ADDRESS) ?? []
  const links = found.map(withoutClosing).filter((link) => link.length <= LIMITS.maxLinkCharacters)
  return [...new Set(links)].filter((link) => !/^https?:\/\/$/i.test(link))
}

/** The one web address of which a text consists, if it does. [W4] */
export function onlyLink(text: string): string | undefined {
  const [link] = linksIn(text)
  return link !== undefined && link === text.trim() ? link : undefined
}

/** A bracket stays where its partner is part of the address, too. */
function withoutClosing(address: string): string {
  const open: Record<string, number> = { '(': 0, '[': 0 }
  for (const character of address) {
    if (character in open) open[character] = (open[character] ?? 0) + 1
    const partner = PAIRS[character]
    if (partner !== undefined) open[partner] = (open[partner] ?? 0) - 1
  }
  let end = address.length
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1)
    const partner = PAIRS[last]
    if (partner !== undefined && (open[partner] ?? 0) < 0) open[partner] = (open[partner] ?? 0) + 1
    else if (!CLOSING.has(last)) break
  }
  return address.slice(0, end)
}
