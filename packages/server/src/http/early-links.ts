/** Of the build's `early.json`: the files that a room needs besides those that the page names itself. */
export type EarlyFiles = { room: readonly string[] }

const ROOM = /^\/(?:r|rooms)\//
/** What the app asks for first, whatever it shows. */
const FIRST_ASKED = ['/api/me', '/api/rooms']

/**
 * The `Link` header of a page: what its scripts will ask for, so that the browser fetches it along with them and not
 * after them. What only members may read is announced to those who have signed in. [W8]
 */
export function earlyLinks(path: string, signedIn: boolean, early: EarlyFiles): string | undefined {
  const links = [
    ...(ROOM.test(path)
      ? early.room.map((file) => `<${file}>; rel=modulepreload; crossorigin=anonymous`)
      : []),
    ...(signedIn
      ? FIRST_ASKED.map((route) => `<${route}>; rel=preload; as=fetch; crossorigin=anonymous`)
      : []),
  ]
  return links.length > 0 ? links.join(', ') : undefined
}
