import type { Page } from 'playwright-core'

/** How the frames of a stretch of time went. */
export type Frames = {
  /** Frames of the page's main thread that came more than a frame's time (16.7 ms) after the one before, in percent. */
  overPercent: number
  /** From one frame to the next, at worst. */
  longestMs: number
  /** Frames that the compositor had to leave out, by Chromium's own tracing, in percent of those it wanted to show. */
  droppedPercent: number
  /**
   * What the page's main thread spent of the processor for a frame, on average: script, style, layout and paint
   * records. Unlike the others it leaves out what the machine did besides, and drawing without a graphics card.
   */
  workMs: number
}

type TraceEvent = {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds of the processor. */
  tdur?: number
  args: Record<string, { state?: string; affects_smoothness?: boolean } | undefined>
}

/** 60 frames a second, and what the clock of a frame may be off. */
const FRAME_MS = 16.7 + 0.8

const CATEGORIES = ['disabled-by-default-devtools.timeline.frame', 'devtools.timeline', 'toplevel']

/** Traces the page while `act` goes on. */
export async function traceFrames(page: Page, act: () => Promise<void>): Promise<Frames> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  })
  await page.evaluate(() => {
    const times: number[] = []
    const note = (time: number) => {
      times.push(time)
      if (globalThis.frameTimes === times) requestAnimationFrame(note)
    }
    globalThis.frameTimes = times
    requestAnimationFrame(note)
  })
  await act()
  const times = await page.evaluate(() => {
    const noted = globalThis.frameTimes ?? []
    globalThis.frameTimes = undefined
    return noted
  })
  await session.send('Tracing.end')
  await ended
  await session.detach()
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time))
  return {
    overPercent: percent(gaps.filter((gap) => gap > FRAME_MS).length, gaps.length),
    longestMs: Math.max(...gaps),
    droppedPercent: droppedPercent(events),
    workMs: workUs(events) / 1_000 / times.length,
  }
}

function droppedPercent(events: readonly TraceEvent[]): number {
  const frames = events.flatMap(({ name, ph, args }) => {
    const frame = args['frame_reporter'] ?? args['chrome_frame_reporter']
    return name === 'PipelineReporter' && ph === 'b' && frame ? [frame] : []
  })
  const wanted = frames.filter(({ state }) => state !== 'STATE_NO_UPDATE_DESIRED')
  const dropped = wanted.filter(
    ({ state, affects_smoothness: seen }) => state === 'STATE_DROPPED' && seen === true,
  )
  return percent(dropped.length, wanted.length)
}

/** Of the thread that runs the page's scripts: it is the one that calls what waits for a frame. */
function workUs(events: readonly TraceEvent[]): number {
  const page = events.findLast(({ name }) => name === 'FireAnimationFrame')
  const tasks = events.filter(
    ({ name, pid, tid }) => name.endsWith('::RunTask') && pid === page?.pid && tid === page.tid,
  )
  return tasks.reduce((sum, { tdur = 0 }) => sum + tdur, 0)
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : (100 * part) / whole
}

declare global {
  var frameTimes: number[] | undefined
}
