import { useEffect, useState } from 'react'
import type { Screen } from './screen.ts'

/** A little longer than the slide in `shell.css`. */
const SLIDE_MS = 420

/** The screen to draw: on a phone the room that was left stays until it has slid away. [W1] */
export function useLingeringScreen(screen: Screen, narrow: boolean): Screen {
  const [kept, setKept] = useState(screen)
  if (screen.kind !== 'list' && kept !== screen) setKept(screen)
  useEffect(() => {
    if (screen.kind !== 'list') return undefined
    const timer = setTimeout(() => setKept(screen), SLIDE_MS)
    return () => clearTimeout(timer)
  }, [screen])
  return narrow && screen.kind === 'list' ? kept : screen
}
