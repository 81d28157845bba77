import { Bubble } from '../features/conversation/bubble.tsx'

/** What was said to a room that is being made, as it will stand there. [R2] */
export function OnItsWay({ said }: { said: readonly string[] }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto overscroll-contain">
      <p className="fade-in [animation-delay:1s] pr-5 pb-2 text-right text-[11px] text-soft">Sending…</p>
      <ol aria-label="On its way" className="fade-in grid justify-items-end gap-0.5 pt-2 pr-4 pb-0.5 pl-14">
        {said.map((text, index) => (
          <li key={index}>
            <Bubble own tail={index === said.length - 1} gradient={null}>
              {text}
            </Bubble>
          </li>
        ))}
      </ol>
    </div>
  )
}
