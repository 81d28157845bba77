import { ParleyMark } from '../shared/parley-mark.tsx'

/** Something threw while it was drawn: say so, and offer the way out. Messages are safe on the server. */
export function BrokenPage() {
  return (
    <div role="alert" className="grid h-full place-items-center p-8 text-center">
      <div className="flex flex-col items-center gap-4">
        <ParleyMark sizePx={120} />
        <h1 className="text-[18px] font-semibold">This page lost its thread</h1>
        <p className="max-w-[36ch] text-[15px] text-soft">
          A fault of ours. Nothing that was sent is lost; loading the page again should help.
        </p>
        <button
          type="button"
          onClick={() => location.reload()}
          className="rounded-full bg-blue-fill px-4 py-1.5 text-[14px] font-medium text-white"
        >
          Load again
        </button>
      </div>
    </div>
  )
}
