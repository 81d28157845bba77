import CircleAlert from 'lucide-react/icons/circle-alert'

export type DeliveryState = 'sending' | 'delivered' | 'failed'

type DeliveryProps = { state: DeliveryState; onRetry: () => void; onDiscard: () => void }

/** What became of a message of ours. The line is there from the first moment, so nothing moves later. [W1] */
export function Delivery({ state, onRetry, onDiscard }: DeliveryProps) {
  return (
    <div
      data-testid="delivery"
      className="flex h-[19px] items-center justify-end gap-2 pr-1 text-[11px] whitespace-nowrap text-soft"
    >
      {state === 'delivered' && <span className="fade-in">Delivered</span>}
      {state === 'sending' && <span className="fade-in [animation-delay:1s]">Sending…</span>}
      {state === 'failed' && (
        <>
          <span className="flex items-center gap-1 font-medium text-red">
            <CircleAlert size={13} aria-hidden /> Not delivered
          </span>
          <button type="button" className="font-medium text-blue hover:underline" onClick={onRetry}>
            Try again
          </button>
          <button type="button" className="hover:underline" onClick={onDiscard}>
            Discard
          </button>
        </>
      )}
    </div>
  )
}
