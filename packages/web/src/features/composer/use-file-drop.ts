import { useEffect, useEffectEvent, useState } from 'react'

/** Takes the files that are dropped anywhere on the screen that one writes in; answers whether some hang over it. [W3] */
export function useFileDrop(onFiles: ((files: readonly File[]) => void) | undefined): boolean {
  const [over, setOver] = useState(false)
  const takes = onFiles !== undefined
  const take = useEffectEvent((files: readonly File[]) => onFiles?.(files))
  useEffect(() => {
    if (!takes) return undefined
    const dragged = (event: DragEvent) => {
      const isHere = isForUs(event)
      setOver(isHere)
      if (isHere) event.preventDefault()
    }
    const dropped = (event: DragEvent) => {
      setOver(false)
      if (!isForUs(event)) return
      event.preventDefault()
      take([...(event.dataTransfer?.files ?? [])])
    }
    const left = ({ relatedTarget }: DragEvent) => relatedTarget === null && setOver(false)
    document.addEventListener('dragover', dragged)
    document.addEventListener('drop', dropped)
    document.addEventListener('dragleave', left)
    return () => {
      document.removeEventListener('dragover', dragged)
      document.removeEventListener('drop', dropped)
      document.removeEventListener('dragleave', left)
    }
  }, [takes])
  return over && takes
}

function isForUs({ defaultPrevented, dataTransfer, target }: DragEvent): boolean {
  const isFile = dataTransfer?.types.includes('Files') === true
  return !defaultPrevented && isFile && target instanceof Element && target.closest('main') !== null
}
