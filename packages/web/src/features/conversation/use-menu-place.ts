import { useLayoutEffect, useRef } from 'react'
import { menuPlace } from './menu-place.ts'

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
    const { tapbacksTopPx, listTopPx } = menuPlace(
      { topPx: box.top, bottomPx: box.bottom },
      { topPx: (header?.bottom ?? view.top) + 6, bottomPx: (composer?.top ?? view.bottom) - 6 },
      // Not their boxes: those are still small while they spring up.
      { tapbacksPx: tapbacks.offsetHeight, listPx: list.offsetHeight },
    )
    tapbacks.style.top = `${onPixel(tapbacksTopPx) - box.top}px`
    list.style.top = `${onPixel(listTopPx) - box.top}px`
  }, [])
  return menu
}

/** The nearest place where a pixel of this screen begins: lines and letters between two of them are blurred. */
function onPixel(px: number): number {
  return Math.round(px * devicePixelRatio) / devicePixelRatio
}
