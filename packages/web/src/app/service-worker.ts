/** The first page goes before what makes the next one possible without a network. */
const AFTER_MS = 4_000

/**
 * Calls `onNew` when another version waits; `takeOver` then brings it in, and the page is loaded again. Where another
 * tab has brought it in already, it only loads the page again, of which the files are gone.
 */
export function startServiceWorker(onNew: (takeOver: () => void) => void): void {
  if (!('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  const reload = () => location.reload()
  const isFirst = serviceWorker.controller === null
  let asked = false
  serviceWorker.addEventListener('controllerchange', () => {
    if (asked) reload()
    else if (!isFirst) onNew(reload)
  })
  const watch = (registration: ServiceWorkerRegistration) => {
    const offer = () => {
      const { waiting } = registration
      // The first one of all replaces nothing.
      if (waiting === null || serviceWorker.controller === null) return
      onNew(() => {
        asked = true
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
        waiting.postMessage('take-over')
      })
    }
    offer()
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', offer)
    })
    document.addEventListener('visibilitychange', () => {
      // Offline there is nothing to be found, which is no trouble.
      if (document.visibilityState === 'visible') registration.update().catch(() => undefined)
    })
  }
  setTimeout(() => {
    // Without it the app works all the same, as long as there is a network.
    serviceWorker.register('/sw.js').then(watch, () => undefined)
  }, AFTER_MS)
}
