import type { Budget } from '@parley/protocol'
import { countWords, dollarWords } from './amount-words.ts'

const NAMES: Record<keyof Budget, string> = { tokens: 'Tokens', usd: 'Money', seconds: 'Model time' }
const LABELS: Record<keyof Budget, string> = {
  tokens: 'Used up today',
  usd: 'Spent today',
  seconds: 'Time used today',
}
const WORDS: Record<keyof Budget, (amount: number) => string> = {
  tokens: countWords,
  usd: dollarWords,
  seconds: (seconds) => `${countWords(seconds)} s`,
}

type LimitMeterProps = { part: keyof Budget; used: number; limit: number }

/** How much of a day's limit is used up. [D13] */
export function LimitMeter({ part, used, limit }: LimitMeterProps) {
  const share = Math.min(1, used / limit)
  const words = `${WORDS[part](used)} of ${WORDS[part](limit)}`
  const colour = share >= 1 ? 'bg-red' : share >= 0.9 ? 'bg-[#ff9f0a]' : 'bg-blue-fill'
  return (
    <div className="grid gap-1">
      <div className="flex justify-between gap-3 text-[13px]">
        <span className="text-soft">{NAMES[part]}</span>
        <span className="tabular-nums">{words}</span>
      </div>
      <div
        role="meter"
        aria-label={LABELS[part]}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={Math.min(used, limit)}
        aria-valuetext={words}
        className="h-1.5 overflow-hidden rounded-full bg-field"
      >
        <div
          className={`h-full origin-left rounded-full ${colour}`}
          style={{ width: `${Math.round(share * 1_000) / 10}%` }}
        />
      </div>
    </div>
  )
}
