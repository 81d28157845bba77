/** "12,400": of tokens, calls and the like. */
export function countWords(count: number): string {
  return Math.round(count).toLocaleString('en')
}

/** "12,400 tokens". */
export function tokenWords(count: number): string {
  return `${countWords(count)} ${Math.round(count) === 1 ? 'token' : 'tokens'}`
}

/** "US$ 1.50", and of small sums as much as tells them from nothing: "US$ 0.0031". [M4] */
export function dollarWords(usd: number): string {
  if (usd === 0) return 'US$ 0'
  if (usd < 0.0001) return 'under US$ 0.0001'
  if (usd >= 0.1)
    return `US$ ${usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
  return `US$ ${usd.toLocaleString('en', { maximumSignificantDigits: 2 })}`
}

/** Money of tokens of which some may have a price that nobody knows: that is said, and never shown as nothing. */
export function costWords({ usd, unpricedTokens }: { usd: number; unpricedTokens: number }): string {
  if (unpricedTokens <= 0) return dollarWords(usd)
  return usd > 0 ? `at least ${dollarWords(usd)}` : 'price unknown'
}

/** "0.4 s", "12 s", "3 min 5 s". */
export function durationWords(ms: number): string {
  if (ms < 9_950) return `${(Math.max(ms, 50) / 1_000).toFixed(1)} s`
  const seconds = Math.round(ms / 1_000)
  if (seconds < 60) return `${seconds} s`
  const rest = seconds % 60
  return `${Math.floor(seconds / 60)} min${rest === 0 ? '' : ` ${rest} s`}`
}
