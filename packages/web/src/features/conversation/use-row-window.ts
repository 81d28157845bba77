import { useLayoutEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { defaultRangeExtractor, elementScroll, useVirtualizer } from '@tanstack/react-virtual'
import type { Range, VirtualItem, Virtualizer } from '@tanstack/react-virtual'
import type { Row } from './rows.ts'

/** Up to here every row is drawn: nothing is gained by leaving some out. */
const ALL_ROWS = 300
/** From here on the view is measured, so that its size is known when rows are left out. */
const MEASURED_ROWS = 150
/** The end is always drawn: there rows come, grow, and turn from dots into words. */
const TAIL_ROWS = 80
const OVERSCAN = 30
/** What a row is taken for until it is measured. */
const ROW_PX = 48
/** The least that a row takes, and what each further line of its words adds. */
const LEAST_PX = 38
const LINE_PX = 20
/** More than stands in a line on a wide page; on a narrow one each letter takes about so much of the page. */
const LINE_CHARACTERS = 96
const LETTER_PX = 9
/** About what stands above the first row. */
const ABOVE_PX = 120

/** A row to draw, by its index, or the height of those that are left out. */
export type Part = { row: number } | { gapPx: number; after: number }

/**
 * Which rows are drawn: in a long conversation those near the view, those at its end, and `keep`. What is left
 * out is stood in for by its height, and the keeper of the scrolling holds the view where it is while guesses
 * become measures; `settle` makes it do so at once. `screenful`: no more yet than about what a screen holds of the end.
 */
export function useRowWindow(
  rows: readonly Row[],
  scroller: RefObject<HTMLElement | null>,
  element: RefObject<HTMLElement | null>,
  keep: readonly number[],
  screenful: boolean,
  settle: () => void,
) {
  const isLong = rows.length > ALL_ROWS
  const drawn = useRef<Drawn>({ first: undefined, keys: new Set() })
  const brings = useRef(false)
  const { first, keys } = drawn.current
  const isPrepended = first !== undefined && first !== rows[0]?.key
  // The view has not moved on yet: what was drawn is drawn once more, with the older rows before it.
  const stay = isLong && isPrepended ? indexesOf(rows, keys) : NONE
  // It answers the same object each time, which is only a trouble to what is compiled to remember answers.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer: Virtualizer<HTMLElement, Element> = useVirtualizer({
    count: isLong ? rows.length : 0,
    // What it measures as it begins would hold up the first look at a room.
    enabled: !screenful && rows.length > MEASURED_ROWS,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: OVERSCAN,
    scrollMargin: ABOVE_PX,
    // The end is what is shown first.
    initialOffset: () => rows.length * ROW_PX,
    scrollToFn: (...where) => {
      // As it begins it would scroll as well; but the keeper of the scrolling has brought the view to its end.
      if (brings.current) elementScroll(...where)
    },
    rangeExtractor: (range) => withTail(range, [...keep, ...stay]),
  })
  // The keeper of the scrolling does it, for whatever changes.
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = () => false
  const all = rows.map((_, row): Part => ({ row }))
  // None, too, before it has measured the view: without a row there would be no end to hold.
  const near = screenful ? NOTHING : virtualizer.getVirtualItems()
  const some = near.length > 0 ? partsOf(near, ABOVE_PX) : all.slice(-screenfulOf(rows))
  const parts = isLong || screenful ? some : all
  useLayoutEffect(() => {
    drawn.current = {
      first: rows[0]?.key,
      keys: new Set(parts.flatMap((part) => ('row' in part ? (rows[part.row]?.key ?? []) : []))),
    }
    if (isPrepended) settle()
    if (!isLong || screenful || element.current === null) return
    if (isPrepended) virtualizer.scrollOffset = scroller.current?.scrollTop ?? null
    const { children } = element.current
    parts.forEach((part, index) => {
      const child = children[index]
      if ('row' in part && child) virtualizer.resizeItem(part.row, child.getBoundingClientRect().height)
    })
  })
  return {
    parts,
    /** Draws the row with this index, and brings it near the middle of the view. */
    bring: (index: number) => {
      if (!isLong) return
      brings.current = true
      virtualizer.scrollToIndex(index, { align: 'center' })
    },
  }
}

const NONE: readonly number[] = []
const NOTHING: readonly VirtualItem[] = []

/**
 * How many rows at the end fill the view, by a guess at their heights that is rather too low. It asks for the screen's
 * size: to tell its own, the window would lay out what is about to be replaced.
 */
function screenfulOf(rows: readonly Row[]): number {
  const line = Math.min(LINE_CHARACTERS, screen.width / LETTER_PX)
  let leftPx = screen.height
  let count = 0
  while (leftPx > 0 && count < rows.length) {
    count += 1
    const row = rows[rows.length - count]
    const length = row?.kind === 'message' ? row.message.text.length : 0
    leftPx -= LEAST_PX + Math.floor(length / line) * LINE_PX
  }
  return count
}

type Drawn = { first: string | undefined; keys: ReadonlySet<string> }

function indexesOf(rows: readonly Row[], keys: ReadonlySet<string>): number[] {
  return rows.flatMap(({ key }, index) => (keys.has(key) ? index : []))
}

function withTail(range: Range, keep: readonly number[]): number[] {
  const indexes = new Set(defaultRangeExtractor(range))
  for (let index = Math.max(0, range.count - TAIL_ROWS); index < range.count; index += 1) indexes.add(index)
  for (const index of keep) if (index >= 0 && index < range.count) indexes.add(index)
  return [...indexes].toSorted((a, b) => a - b)
}

function partsOf(items: readonly { index: number; start: number; end: number }[], from: number): Part[] {
  const parts: Part[] = []
  let at = from
  let previous = -1
  for (const { index, start, end } of items) {
    if (index > previous + 1) parts.push({ gapPx: start - at, after: previous })
    parts.push({ row: index })
    at = end
    previous = index
  }
  return parts
}
