// Runs before the first paint: a chosen theme never flashes (the system's needs no script), and the outline that
// is painted before the app (src/app/first-page.tsx) is that of the address.
var path = location.pathname
document.documentElement.dataset.start =
  path === '/' ? 'list' : /^\/(?:r|rooms)\//.test(path) ? 'room' : 'other'
try {
  var theme = localStorage.getItem('parley.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch (_) {
  // Storage may be forbidden: then the system's theme holds.
}
