import type { Fact } from './message-facts.ts'

/** How a message was made: name and value, line by line. [M4, W4] */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  if (facts.length === 0) return null
  return (
    <dl
      aria-label="How it was made"
      data-testid="facts"
      className="mt-2.5 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-1 border-t border-line pt-2.5 text-[12.5px] leading-[17px]"
    >
      {facts.map(({ name, words }) => (
        <div key={name} className="contents">
          <dt className="text-soft">{name}</dt>
          <dd className="tabular-nums [overflow-wrap:anywhere]">{words}</dd>
        </div>
      ))}
    </dl>
  )
}
