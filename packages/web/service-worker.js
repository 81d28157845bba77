// The service worker, a template: service-worker-plugin.ts fills in the files of the build. [W6]
//
//   page      network first, so that a new version shows at the next visit; else the copy
//   assets    named by their content: the copy first, for as long as this version lives
//   /api/me, /api/rooms, /api/agents   network first; else what the page has put by (src/app/offline-copy.ts)
//
// Everything else goes to the network as if there were no worker. A new version waits until no page of
// the old one is left, or until a page asks for it: no page ever loses its own files.
const VERSION = '__VERSION__'
const FILES = __FILES__
const SHELL = `parley-shell-${VERSION}`
/** The same name as in the page. */
const DATA = 'parley-data'
const KEPT = ['/api/me', '/api/rooms', '/api/agents']
/** A network that takes longer than this is none, where there is a copy. */
const PATIENCE_MS = 4_000

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(['/', ...FILES])))
})

self.addEventListener('activate', (event) => {
  const isOld = (name) => name.startsWith('parley-shell-') && name !== SHELL
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))),
  )
})

self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting()
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate') {
    if (!isOwnPath(url.pathname)) return
    event.respondWith(networkFirst(request, () => caches.match('/', { cacheName: SHELL })))
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(cacheFirst(request))
  } else if (KEPT.includes(url.pathname) && url.search === '') {
    event.respondWith(networkFirst(request, () => caches.match(url.pathname, { cacheName: DATA })))
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(networkFirst(request, () => caches.match(url.pathname, { cacheName: SHELL })))
  }
})

/** What the server answers itself is not the app: signing in, joining, the API and its documents. */
function isOwnPath(path) {
  return !/^\/(?:api|sign-in|join|channel|mcp)(?:\/|$)/.test(path)
}

async function cacheFirst(request) {
  const cache = await caches.open(SHELL)
  const copy = await cache.match(request)
  if (copy !== undefined) return copy
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

async function networkFirst(request, copyOf) {
  const network = fetch(request)
  // If the copy is taken, nobody waits for the network any more.
  network.catch(() => undefined)
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
  const first = await Promise.race([network.catch(() => undefined), late])
  if (first !== undefined) return first
  return (await copyOf()) ?? network
}
