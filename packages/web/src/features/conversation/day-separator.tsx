import { clockTime, dayLabel } from '../../shared/clock.ts'
import { useNow } from '../../shared/use-now.ts'

/** The day and the time from which the messages below are. [W1] */
export function DaySeparator({ at }: { at: number }) {
  const now = useNow()
  return (
    <div className="pt-5 pb-2 text-center text-[11px] text-soft first:pt-3">
      <time dateTime={new Date(at).toISOString()}>
        <span className="font-semibold">{dayLabel(at, now)}</span> {clockTime(at)}
      </time>
    </div>
  )
}
