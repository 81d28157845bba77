const SAFE = new Set(['http:', 'https:', 'mailto:'])

/** The address as it may stand in a link; '' where it may not: only the web and mail are led to. [S4] */
export function safeLink(address: string): string {
  const url = URL.parse(address)
  return url !== null && SAFE.has(url.protocol) ? address : ''
}
