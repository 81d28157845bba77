/** Longest wait where the browser draws no frames, as it does not for a page in the background. */
const HIDDEN_MS = 100

/** What the whole page is to do in its next frame. */
const due = new Set<() => void>()

/**
 * Calls `act` in the next frame, once for all calls that came until then: what nobody could see is not rendered. All
 * that waits is called together, so that a frame has one rendering; and within the frame, so that where the view is
 * put right, it is put right after what the reader scrolled in this frame. Without frames, as in Node, every call
 * acts. [W8]
 */
export function onceAFrame(act: () => void): () => void {
  if (typeof requestAnimationFrame === 'undefined') return act
  return () => {
    if (due.size === 0) callWithNextFrame(actAll)
    due.add(act)
  }
}

function actAll(): void {
  const acts = [...due]
  due.clear()
  for (const act of acts) act()
}

function callWithNextFrame(act: () => void): void {
  let timer = setTimeout(lookWhetherHidden, HIDDEN_MS)
  const frame = requestAnimationFrame(over)
  function over(): void {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
    act()
  }
  // A page that is seen gets its frame, however late: acting before it would put the work of two into it.
  function lookWhetherHidden(): void {
    if (document.visibilityState === 'hidden') over()
    else timer = setTimeout(lookWhetherHidden, HIDDEN_MS)
  }
}
