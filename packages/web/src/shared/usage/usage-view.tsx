import { useState } from 'react'
import type { ReactNode } from 'react'
import type { MemberId, UsageReport } from '@parley/protocol'
import { SegmentedChoice } from '../segmented-choice.tsx'
import { costWords, tokenWords } from './amount-words.ts'
import { LimitMeter } from './limit-meter.tsx'
import { flowWords, ShareRows } from './share-rows.tsx'
import type { ShareRow } from './share-rows.tsx'
import { agentShares, limitsOf, modelShares, sumOf, untoldTokens } from './usage-shares.ts'
import type { Span } from './usage-shares.ts'

type UsageViewProps = {
  report: UsageReport
  /** What an agent is called. */
  nameOf: (agent: MemberId) => string
  /** Said below, of what is used up besides. */
  children?: ReactNode
}

const SPANS = [
  { value: 'today', name: 'Today' },
  { value: 'total', name: 'All time' },
] as const

/** What model calls used up beside what they may, and by whom. [W4, M4, D13] */
export function UsageView({ report, nameOf, children }: UsageViewProps) {
  const [span, setSpan] = useState<Span>('today')
  const sum = sumOf(report, span)
  const parts = report.parts[span]
  const limits = span === 'today' ? limitsOf(report.budget, report.allowed, sum) : []
  const untold = untoldTokens(sum, parts)
  const flow = agentShares(parts).reduce(
    (all, one) => ({
      ...all,
      inputTokens: all.inputTokens + one.inputTokens,
      outputTokens: all.outputTokens + one.outputTokens,
      cachedTokens: all.cachedTokens + one.cachedTokens,
    }),
    { inputTokens: 0, outputTokens: 0, cachedTokens: 0 },
  )
  const agents = agentShares(parts).map((share): ShareRow => {
    const { agent } = share
    const name = agent === undefined ? 'Choosing who speaks, summing up' : nameOf(agent)
    return { key: agent ?? '', name, share }
  })
  const models = modelShares(parts).map((share): ShareRow => ({
    key: share.model,
    name: <code className="text-[12px]">{share.model}</code>,
    share,
  }))
  return (
    <div className="grid gap-2.5">
      <SegmentedChoice label="Which days" options={SPANS} value={span} onChoose={setSpan} />
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="text-[20px] font-semibold tabular-nums" data-testid="used-tokens">
          {tokenWords(sum.tokens)}
        </span>
        <span className="text-[15px] tabular-nums" data-testid="used-money">
          {costWords({ usd: sum.usd, unpricedTokens: sum.unpricedTokens + untold })}
        </span>
      </p>
      {limits.map((limit) => (
        <LimitMeter key={limit.part} {...limit} />
      ))}
      {parts.length > 0 && (
        <details className="disclosure">
          <summary>
            <span>By agent and model</span>
            <span className="text-[11.5px] text-soft tabular-nums">{flowWords(flow)}</span>
          </summary>
          <ShareRows name="Agents" rows={agents} />
          <ShareRows name="Models" rows={models} />
        </details>
      )}
      {notesOf(report, span, untold, models.length > 0 && models.every(({ share }) => share.rehearsal)).map(
        (note) => (
          <p key={note} className="text-[12.5px] leading-[16px] text-soft">
            {note}
          </p>
        ),
      )}
      {children}
    </div>
  )
}

/** What a reader of the figures has to know. */
function notesOf(
  { allowed, parts }: UsageReport,
  span: Span,
  untold: number,
  onlyRehearsed: boolean,
): string[] {
  const unknown = parts[span].some(({ unpricedTokens }) => unpricedTokens > 0)
  return [
    onlyRehearsed ? 'Rehearsals cost nothing and count towards no budget.' : '',
    untold > 0
      ? `${tokenWords(untold)} of these went to calls that still run, were cut off, or only tried an agent out.`
      : '',
    unknown ? 'What some of the models cost is not known here; their provider’s bill tells.' : '',
    span === 'today' && allowed > 0
      ? `More was allowed ${allowed === 1 ? 'once' : `${allowed} times`} today.`
      : '',
  ].filter((note) => note !== '')
}
