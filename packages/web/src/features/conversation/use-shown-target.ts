import { useEffect, useEffectEvent } from 'react'
import type { RefObject } from 'react'
import type { EventId } from '@parley/protocol'
import type { Row } from './rows.ts'

/** A message that was asked for. */
export type Target = { message: EventId }

type TargetActs = {
  /** Has the row with this index drawn. */
  bring: (index: number) => void
  /** Brings what was drawn into view. */
  show: (row: HTMLElement) => void
}

const FLASH_MS = 1_800
/** So long a row is waited for. */
const MOST_FRAMES = 30

/** Shows the message that was asked for, once it is among the rows, and has it flash; a new object shows it anew. [R8, W6] */
export function useShownTarget(
  target: Target | undefined,
  rows: readonly Row[],
  element: RefObject<HTMLElement | null>,
  { bring, show }: TargetActs,
): void {
  const at =
    target === undefined
      ? -1
      : rows.findIndex((row) => row.kind === 'message' && row.message.id === target.message)
  const isThere = at >= 0
  const begin = useEffectEvent(() => bring(at))
  const find = useEffectEvent((message: EventId) =>
    element.current?.querySelector<HTMLElement>(`[data-id="${message}"]`),
  )
  const reveal = useEffectEvent((row: HTMLElement) => {
    show(row)
    row.dataset['flash'] = ''
  })
  useEffect(() => {
    if (target === undefined || !isThere) return undefined
    begin()
    let frame = 0
    let left = MOST_FRAMES
    let shown: HTMLElement | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const fade = () => delete shown?.dataset['flash']
    const look = () => {
      const row = find(target.message)
      if (row) {
        shown = row
        reveal(row)
        timer = setTimeout(fade, FLASH_MS)
      } else if ((left -= 1) > 0) {
        // A row far away is drawn once the view is there.
        frame = requestAnimationFrame(look)
      }
    }
    frame = requestAnimationFrame(look)
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      fade()
    }
  }, [target, isThere])
}
