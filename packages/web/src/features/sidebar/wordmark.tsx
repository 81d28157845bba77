import { ParleyMark } from '../../shared/parley-mark.tsx'

/** The app's name, quietly. */
export function Wordmark() {
  return (
    <h1 className="mr-auto flex items-center gap-2 text-[17px] font-semibold tracking-tight [--page:var(--sidebar)]">
      <ParleyMark sizePx={28} />
      Parley
    </h1>
  )
}
