import CircleAlert from 'lucide-react/icons/circle-alert'

export type DeliveryState = 'sending' | 'delivered' | 'failed'

type DeliveryProps = {
  state: DeliveryState
  /** Why it failed, in a sentence. */
  why: string | undefined
  edited: boolean
  /** Who has read it, in words. */
  read: string | undefined
  onRetry: () => void
  onDiscard: () => void
}

/**
 * What became of a message of ours. The line is there from the first moment, and takes no width of its own, so nothing
 * moves later. [W1]
 */
export function Delivery({ state, why, edited, read, onRetry, onDiscard }: DeliveryProps) {
  return (
    <>
      <div
        data-testid="delivery"
        className="flex h-[19px] w-0 min-w-full items-center justify-end gap-1 pr-1 text-[11px] whitespace-nowrap text-soft"
      >
        {edited && <span>Edited ·</span>}
        {state === 'delivered' && (
          <span key={read ?? ''} className="fade-in">
            {read ?? 'Delivered'}
          </span>
        )}
        {state === 'sending' && <span className="fade-in [animation-delay:1s]">Sending…</span>}
        {state === 'failed' && (
          <>
            <span className="mr-1 flex items-center gap-1 font-medium text-red">
              <CircleAlert size={13} aria-hidden /> Not delivered
            </span>
            <button
              type="button"
              className="tap mr-1 font-medium text-blue hover:underline"
              onClick={onRetry}
            >
              Try again
            </button>
            <button type="button" className="tap hover:underline" onClick={onDiscard}>
              Discard
            </button>
          </>
        )}
      </div>
      {state === 'failed' && why && (
        <div className="flex w-0 min-w-full justify-end pr-1 text-[11px] text-soft">
          <p className="w-max max-w-[min(22rem,80vw)] shrink-0 text-right">{why}</p>
        </div>
      )}
    </>
  )
}
