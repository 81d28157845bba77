import type { Explanation } from './explanation.ts'

/** The reasons, one to a line; model’s own words among them are text like any other. [D12, S4] */
export function WhyText({ explanation }: { explanation: Explanation | undefined }) {
  if (explanation === undefined) return <span className="skeleton block h-4 w-3/4" />
  const { sentences } = explanation
  if (sentences.length === 1)
    return <p className="text-[13.5px] leading-[18px] text-pretty [overflow-wrap:anywhere]">{sentences[0]}</p>
  return (
    <ul className="grid max-h-[50vh] gap-1.5 overflow-y-auto text-[13.5px] leading-[18px]">
      {sentences.map((sentence) => (
        <li key={sentence} className="flex gap-2 [overflow-wrap:anywhere]">
          <span aria-hidden className="text-soft">
            ·
          </span>
          {sentence}
        </li>
      ))}
    </ul>
  )
}
