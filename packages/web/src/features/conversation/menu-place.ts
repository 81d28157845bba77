/** Between the bubble and what belongs to it. */
const GAP_PX = 8

type Span = { topPx: number; bottomPx: number }
export type MenuPlace = { tapbacksTopPx: number; listTopPx: number }

/**
 * Where the two parts of a message's menu stand: the tapbacks above the bubble and the list below it, or both
 * on one side of it, or over it, always within the view and never one over the other. All in pixels of one
 * frame. [W1]
 */
export function menuPlace(
  bubble: Span,
  view: Span,
  heights: { tapbacksPx: number; listPx: number },
): MenuPlace {
  const { tapbacksPx, listPx } = heights
  const together = tapbacksPx + GAP_PX + listPx
  const above = bubble.topPx - GAP_PX - tapbacksPx
  const below = bubble.bottomPx + GAP_PX
  if (above >= view.topPx && below + listPx <= view.bottomPx)
    return { tapbacksTopPx: above, listTopPx: below }
  if (above - GAP_PX - listPx >= view.topPx && above + tapbacksPx <= view.bottomPx)
    return { tapbacksTopPx: above, listTopPx: above - GAP_PX - listPx }
  if (below >= view.topPx && below + together <= view.bottomPx)
    return { tapbacksTopPx: below, listTopPx: below + tapbacksPx + GAP_PX }
  const listTopPx = Math.max(Math.min(below, view.bottomPx - listPx), view.topPx + tapbacksPx + GAP_PX)
  const tapbacksTopPx = Math.max(Math.min(above, listTopPx - GAP_PX - tapbacksPx), view.topPx)
  return { tapbacksTopPx, listTopPx }
}
