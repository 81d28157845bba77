import { useLayoutEffect, useRef } from 'react'
import { intoView, menuPlace } from './menu-place.ts'

/** Between the menu and the edges of the view. */
const EDGE_PX = 6

/**
 * A ref for a menu. Puts its two parts (its first two children) where `menuPlace` says, before they are seen: it measures
 * the bubble around the menu and the view between header and composer. [W1]
 */
export function useMenuPlace() {
  const menu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const [tapbacks, list] = menu.current?.children ?? []
    const bubble = menu.current?.parentElement
    const scroller = menu.current?.closest('[data-scroller]')
    if (!(tapbacks instanceof HTMLElement) || !(list instanceof HTMLElement) || !bubble || !scroller) return
    const box = bubble.getBoundingClientRect()
    const view = scroller.getBoundingClientRect()
    const header = scroller.querySelector('header')?.getBoundingClientRect()
    const composer = scroller.querySelector('footer')?.getBoundingClientRect()
    // Not their boxes: those are still small while they spring up.
    const heights = { tapbacksPx: tapbacks.offsetHeight, listPx: list.offsetHeight }
    const placeIn = (bottomPx: number) =>
      menuPlace(
        { topPx: box.top, bottomPx: box.bottom },
        { topPx: (header?.bottom ?? view.top) + EDGE_PX, bottomPx: bottomPx - EDGE_PX },
        heights,
      )
    const aboveComposer = placeIn(composer?.top ?? view.bottom)
    // A low screen lends the composer's place as well.
    const place = aboveComposer.listPx < heights.listPx ? placeIn(view.bottom) : aboveComposer
    tapbacks.style.top = `${onPixel(place.tapbacksTopPx) - box.top}px`
    list.style.top = `${onPixel(place.listTopPx) - box.top}px`
    if (place.listPx < heights.listPx) list.style.maxHeight = `${place.listPx}px`
    for (const part of [tapbacks, list]) {
      const startPx = box.left + part.offsetLeft
      const edges = { leftPx: view.left + EDGE_PX, rightPx: view.right - EDGE_PX }
      const movedPx = intoView(startPx, part.offsetWidth, edges)
      if (movedPx !== 0) part.style.translate = `${movedPx}px`
    }
  }, [])
  return menu
}

/** The nearest place where a pixel of this screen begins: lines and letters between two of them are blurred. */
function onPixel(px: number): number {
  return Math.round(px * devicePixelRatio) / devicePixelRatio
}
