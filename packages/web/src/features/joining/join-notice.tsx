import type { ReactNode } from 'react'
import { ParleyMark } from '../../shared/parley-mark.tsx'

/** A page of a link that leads nowhere, or not yet. */
export function JoinNotice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center bg-sheet p-6 text-center">
      <div className="fade-in flex max-w-[42ch] flex-col items-center gap-4" role="alert">
        <ParleyMark sizePx={120} lively />
        <h1 className="text-[20px] font-semibold">{title}</h1>
        <p className="text-soft">{children}</p>
      </div>
    </main>
  )
}
