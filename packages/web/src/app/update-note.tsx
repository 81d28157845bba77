import { useEffect, useState } from 'react'
import { startServiceWorker } from './service-worker.ts'

/** Says that a new version is there. What is being written stays: drafts outlive a reload. [W6] */
export function UpdateNote() {
  const [takeOver, setTakeOver] = useState<() => void>()
  useEffect(() => {
    if (import.meta.env.PROD) startServiceWorker((next) => setTakeOver(() => next))
  }, [])
  if (takeOver === undefined) return null
  return (
    <aside
      aria-label="New version"
      data-testid="update-note"
      className="flex items-center gap-3 border-t border-line px-5 py-2.5 text-[13px] text-soft"
    >
      <span className="flex-1">A new version of Parley is there.</span>
      <button
        type="button"
        onClick={takeOver}
        className="h-8 rounded-full bg-field px-3 font-medium text-blue hover:bg-bubble"
      >
        Use it
      </button>
    </aside>
  )
}
