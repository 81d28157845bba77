import { createElement, lazy, useState } from 'react'
import type { ComponentType, FunctionComponent } from 'react'

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 4_000
/** With a network that much has to be enough; what does not come then will not come. */
const MOST_TRIES = 8

/** A component whose code comes later. */
export type Later<Props extends object> = FunctionComponent<Props> & {
  /** Whether its code has come: then it is drawn at once, as what `lazy` makes would not be. */
  isThere(): boolean
  /** Fetches the code before it is needed. */
  prepare(): Promise<void>
}

/**
 * A component whose code comes when it is shown for the first time, or is prepared; until then it suspends. `lazy`
 * alone would take one lost connection for the last word, and break the page with it.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let there: ComponentType<Props> | undefined
  const fetch = async () => (there = await persistently(load))
  const Suspending = lazy(async () => ({ default: await fetch() }))
  function Shown(props: Props) {
    // It stays what it began as: another component would lose what the first one holds.
    const [Part] = useState<ComponentType<Props>>(() => there ?? Suspending)
    return createElement(Part, props)
  }
  return Object.assign(Shown, {
    isThere: () => there !== undefined,
    prepare: async () => {
      await fetch()
    },
  })
}

/** What `load` answers, however often it takes; tries that are made without a network do not count. */
export async function persistently<Value>(load: () => Promise<Value>): Promise<Value> {
  let failures = 0
  for (;;) {
    try {
      return await load()
    } catch (error) {
      if (navigator.onLine) failures += 1
      if (failures >= MOST_TRIES) throw error
      await pause(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures))
    }
  }
}

/** So long, or until there is a network again. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      removeEventListener('online', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    addEventListener('online', end)
  })
}
