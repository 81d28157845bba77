import { Suspense, useState } from 'react'
import { later } from '../../shared/later.ts'

const RehearsalHelp = later(() => import('./rehearsal-help.tsx').then((module) => module.RehearsalHelp))

/** Says plainly that no model is connected, and leads to how one is. [M2] */
export function RehearsalNote() {
  const [opened, setOpened] = useState(false)
  return (
    <aside
      aria-label="Rehearsal"
      className="border-t border-line px-5 pt-2.5 pb-[max(10px,env(safe-area-inset-bottom))] text-[12px] leading-[16px] text-soft"
    >
      <strong className="font-semibold text-ink">Rehearsal:</strong> replies are improvised on this machine,
      no AI model is connected.{' '}
      <button type="button" className="font-medium text-blue hover:underline" onClick={() => setOpened(true)}>
        How to connect one
      </button>
      {opened && (
        <Suspense>
          <RehearsalHelp onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </aside>
  )
}
