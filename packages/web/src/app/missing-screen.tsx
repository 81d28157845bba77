import { Link } from '../shared/link.tsx'
import { ParleyMark } from '../shared/parley-mark.tsx'

/** An address that leads nowhere, for this reader at least: which of the two is not told. [S2] */
export function MissingScreen() {
  return (
    <div className="grid h-full place-items-center p-8 text-center" data-testid="missing-room">
      <div className="flex flex-col items-center gap-4">
        <ParleyMark sizePx={132} />
        <h1 className="text-[18px] font-semibold">Nobody is talking here</h1>
        <p className="max-w-[36ch] text-[15px] text-soft">
          This room does not exist, was deleted, or is not yours to see.
        </p>
        <Link to="/" className="font-medium text-blue hover:underline">
          Back to the list
        </Link>
      </div>
    </div>
  )
}
