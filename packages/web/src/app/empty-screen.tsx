import { Link } from '../shared/link.tsx'
import { useWelcomed } from '../features/welcome/welcomed.ts'
import { ParleyMark } from '../shared/parley-mark.tsx'

/** Beside the list, when no room is open. */
export function EmptyScreen() {
  const welcomed = useWelcomed()
  return (
    <div className="grid h-full place-items-center p-8 text-center">
      <div className="flex flex-col items-center gap-4">
        <ParleyMark sizePx={132} lively />
        <p className="max-w-[32ch] text-[15px] text-soft">
          Pick a room on the left and say hello, or{' '}
          <Link to="/new" className="font-medium text-blue hover:underline">
            bring some people together
          </Link>
          .
        </p>
        {!welcomed && (
          <Link
            to="/welcome"
            className="rounded-full bg-blue-fill px-4 py-2 text-[14px] font-medium text-white"
          >
            New here? Three steps to a room of your own
          </Link>
        )}
      </div>
    </div>
  )
}
