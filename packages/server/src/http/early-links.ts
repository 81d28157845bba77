/** The build's `early.json`: links to what every page needs, and to what a room needs besides. */
export type EarlyLinks = { page: readonly string[]; room: readonly string[] }

const ROOM = /^\/(?:r|rooms)\//
/** What the app asks for first, whatever it shows. */
const FIRST_ASKED = ['/api/me', '/api/rooms'].map(
  (route) => `<${route}>; rel=preload; as=fetch; crossorigin=anonymous`,
)

/**
 * The `Link` header of a page: what it will ask for, in the order in which it is needed, so that the browser fetches
 * all at once and the first paint waits for nothing else. What only members may read is announced to those who have
 * signed in. [W8]
 */
export function earlyLinks(path: string, signedIn: boolean, early: EarlyLinks): string | undefined {
  const links = [...early.page, ...(ROOM.test(path) ? early.room : []), ...(signedIn ? FIRST_ASKED : [])]
  return links.length > 0 ? links.join(', ') : undefined
}
