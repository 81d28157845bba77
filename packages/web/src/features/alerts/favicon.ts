const PLAIN = '/icon.svg'
const DOTTED = '/icon-dot.svg'

/** A dot on the tab's icon while something is unread. */
export function markFavicon(unread: boolean): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  const href = unread ? DOTTED : PLAIN
  if (link !== null && link.getAttribute('href') !== href) link.setAttribute('href', href)
}

/** The number on an installed app's icon, where the system shows one. */
export function markApp(unread: number): void {
  if (!('setAppBadge' in navigator)) return
  const marked = unread > 0 ? navigator.setAppBadge(unread) : navigator.clearAppBadge()
  // Not allowed here: the tab's title says it too.
  marked.catch(() => undefined)
}
