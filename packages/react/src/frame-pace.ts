/** Longest wait where the browser draws no frames, as it does not for a page in the background. */
const HIDDEN_MS = 100

/**
 * Calls `act` at once, and once more with the next frame for all calls that came in the meantime: what nobody could
 * see is not rendered. Without frames, as in Node, every call acts. [W8]
 */
export function onceAFrame(act: () => void): () => void {
  if (typeof requestAnimationFrame === 'undefined') return act
  let waiting = false
  let missed = false
  const rest = () => {
    waiting = true
    const timer = setTimeout(over, HIDDEN_MS)
    const frame = requestAnimationFrame(over)
    function over(): void {
      clearTimeout(timer)
      cancelAnimationFrame(frame)
      waiting = false
      if (!missed) return
      missed = false
      rest()
      act()
    }
  }
  return () => {
    if (waiting) {
      missed = true
      return
    }
    rest()
    act()
  }
}
