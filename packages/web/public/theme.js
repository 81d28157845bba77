// Runs before the first paint, so that a chosen theme never flashes. The system's theme needs no script.
try {
  var theme = localStorage.getItem('parley.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch (_) {
  // Storage may be forbidden: then the system's theme holds.
}
