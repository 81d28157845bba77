/** Between the bubble and what belongs to it. */
const GAP_PX = 8

type Span = { topPx: number; bottomPx: number }
export type MenuPlace = { tapbacksTopPx: number; listTopPx: number; listPx: number }

/**
 * Where the two parts of a message's menu stand: the tapbacks above the bubble and the list below it, or both
 * on one side of it, or over it, always within the view and never one over the other. All in pixels of one
 * frame. `listPx` is less than the list's height where the view has no more: then it scrolls. [W1]
 */
export function menuPlace(
  bubble: Span,
  view: Span,
  heights: { tapbacksPx: number; listPx: number },
): MenuPlace {
  const { tapbacksPx } = heights
  const listPx = Math.min(heights.listPx, view.bottomPx - view.topPx - tapbacksPx - GAP_PX)
  const together = tapbacksPx + GAP_PX + listPx
  const above = bubble.topPx - GAP_PX - tapbacksPx
  const below = bubble.bottomPx + GAP_PX
  if (above >= view.topPx && below + listPx <= view.bottomPx)
    return { tapbacksTopPx: above, listTopPx: below, listPx }
  if (above - GAP_PX - listPx >= view.topPx && above + tapbacksPx <= view.bottomPx)
    return { tapbacksTopPx: above, listTopPx: above - GAP_PX - listPx, listPx }
  if (below >= view.topPx && below + together <= view.bottomPx)
    return { tapbacksTopPx: below, listTopPx: below + tapbacksPx + GAP_PX, listPx }
  const listTopPx = Math.max(Math.min(below, view.bottomPx - listPx), view.topPx + tapbacksPx + GAP_PX)
  const tapbacksTopPx = Math.max(Math.min(above, listTopPx - GAP_PX - tapbacksPx), view.topPx)
  return { tapbacksTopPx, listTopPx, listPx }
}

/**
 * How far something that begins at `startPx` is to be moved so that it ends within a view of that width, pixels: less
 * than nothing to the left. Where it is too wide for that, its beginning is seen.
 */
export function intoView(
  startPx: number,
  widthPx: number,
  view: { leftPx: number; rightPx: number },
): number {
  const left = Math.max(Math.min(startPx, view.rightPx - widthPx), view.leftPx)
  return left - startPx
}
