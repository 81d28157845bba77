import { useLayoutEffect, useRef } from 'react'

/** Where it is `true`, styles alone do it, and nobody has to ask for a layout in the middle of a render. [W8] */
const SELF_SIZING = globalThis.CSS?.supports('field-sizing', 'content') ?? false

/**
 * Makes a textarea as high as its text, up to `mostPx`; from there it scrolls. It is to have `field-sizing: content`,
 * which not every browser knows. [W3, A1]
 */
export function useAutosize(text: string, mostPx: number) {
  const area = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const element = area.current
    if (element === null || SELF_SIZING) return
    element.style.height = 'auto'
    const heightPx = element.scrollHeight
    element.style.height = `${Math.min(heightPx, mostPx)}px`
    element.style.overflowY = heightPx > mostPx ? 'auto' : 'hidden'
  }, [text, mostPx])
  return area
}
