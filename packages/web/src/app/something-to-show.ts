import type { ParleyClient } from '@parley/client'

/** After that the app begins with what there is. */
const PATIENCE_MS = 700

/**
 * Resolves when the first page can show more than the outline that stands there already: the rooms are told, or
 * that nobody tells them, and the screen's code has come. Never rejects, and takes less than a second. [W8]
 */
export async function somethingToShow(client: ParleyClient, screen: Promise<unknown>): Promise<void> {
  const told = new Promise<void>((resolve) => {
    const look = () => {
      if (client.me === undefined && client.status === 'connecting') return
      stop()
      resolve()
    }
    const stop = client.subscribe(look)
    look()
  })
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
  // A screen that does not come says so where it is drawn.
  await Promise.race([Promise.all([told, screen.catch(() => undefined)]), late])
}
