import type { ReactNode } from 'react'
import { costWords, countWords } from './amount-words.ts'
import type { Share } from './usage-shares.ts'

export type ShareRow = {
  key: string
  /** Whose it is. */
  name: ReactNode
  share: Share
}

/** Who used up how much: tokens read (of which from the cache) and written, and what they cost. [W4, M4] */
export function ShareRows({ name, rows }: { name: string; rows: readonly ShareRow[] }) {
  return (
    <table className="w-full text-[13px]">
      <caption className="pt-2 pb-1 text-left text-[12px] font-semibold text-soft">{name}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Who</th>
          <th scope="col">Tokens and cost</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name: who, share }) => (
          <tr key={key} className="border-t border-line">
            <th scope="row" className="max-w-0 py-1.5 pr-3 text-left font-normal [overflow-wrap:anywhere]">
              {who}
            </th>
            <td className="w-px py-1.5 text-right whitespace-nowrap tabular-nums">
              <span className="block">
                {countWords(share.tokens)}
                <span className="text-soft"> · {moneyOf(share)}</span>
              </span>
              <span className="block text-[11.5px] text-soft">{flowWords(share)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function moneyOf(share: Share): string {
  if (share.rehearsal) return 'free'
  // A provider that tells no tokens makes its price unknown, too.
  return share.tokens === 0 ? 'price unknown' : costWords(share)
}

/** "1,200 in (800 cached), 90 out". */
export function flowWords({
  inputTokens,
  outputTokens,
  cachedTokens,
}: Pick<Share, 'inputTokens' | 'outputTokens' | 'cachedTokens'>): string {
  const cached = cachedTokens > 0 ? ` (${countWords(cachedTokens)} cached)` : ''
  return `${countWords(inputTokens)} in${cached}, ${countWords(outputTokens)} out`
}
