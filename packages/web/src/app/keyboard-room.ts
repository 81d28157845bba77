/** Less than any on-screen keyboard takes: bars of the browser come and go. */
const LEAST_PX = 80

/**
 * Ends the page above the on-screen keyboard where that lies over it, as in Safari; other browsers make the page itself
 * smaller. Without it the field one writes in, or else the header, is out of sight. [W7]
 */
export function makeRoomForKeyboard(): void {
  const { visualViewport } = globalThis
  if (!visualViewport) return
  let before = 0
  const fit = () => {
    // Whoever has zoomed in sees less of the page, and wants it so.
    const covered = visualViewport.scale > 1 ? 0 : Math.round(innerHeight - visualViewport.height)
    const keyboard = covered < LEAST_PX ? 0 : covered
    if (keyboard === before) return
    before = keyboard
    document.documentElement.style.setProperty('--keyboard', `${keyboard}px`)
    // The browser has moved the page up to show the field; there is no need any more.
    scrollTo(0, 0)
  }
  visualViewport.addEventListener('resize', fit)
}
