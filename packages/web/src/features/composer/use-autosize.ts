import { useLayoutEffect, useRef } from 'react'

const MAX_HEIGHT_PX = 200

/** Where it is `true`, styles alone do it, and nobody has to ask for a layout in the middle of a render. [W8] */
const SELF_SIZING = globalThis.CSS?.supports('field-sizing', 'content') ?? false

/**
 * Makes a textarea as high as its text, up to 200 px; from there it scrolls. It is to have `field-sizing: content`,
 * which not every browser knows. [W3]
 */
export function useAutosize(text: string) {
  const area = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const element = area.current
    if (element === null || SELF_SIZING) return
    element.style.height = 'auto'
    const heightPx = element.scrollHeight
    element.style.height = `${Math.min(heightPx, MAX_HEIGHT_PX)}px`
    element.style.overflowY = heightPx > MAX_HEIGHT_PX ? 'auto' : 'hidden'
  }, [text])
  return area
}
