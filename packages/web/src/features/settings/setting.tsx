import type { ReactNode } from 'react'

/** A part of the settings with its name. */
export function Setting({ name, note, children }: { name: string; note?: string; children: ReactNode }) {
  return (
    <section aria-label={name} className="rounded-xl bg-raised px-4 py-3">
      <h2 className="text-[15px] font-medium">{name}</h2>
      {note && <p className="pb-1 text-[12.5px] leading-[16px] text-soft">{note}</p>}
      <div className="pt-1.5">{children}</div>
    </section>
  )
}
