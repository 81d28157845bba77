import { useLayoutEffect, useRef } from 'react'

const MAX_HEIGHT_PX = 200

/** Makes a textarea as high as its text, up to 200 px; from there it scrolls. [W3] */
export function useAutosize(text: string) {
  const area = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const element = area.current
    if (element === null) return
    element.style.height = 'auto'
    element.style.height = `${Math.min(element.scrollHeight, MAX_HEIGHT_PX)}px`
    element.style.overflowY = element.scrollHeight > MAX_HEIGHT_PX ? 'auto' : 'hidden'
  }, [text])
  return area
}
