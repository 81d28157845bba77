import { PACES } from '@parley/protocol'
import type { Pace, RoomId } from '@parley/protocol'
import { useCommand } from '../../shared/use-command.ts'

const NAMES: Record<Pace, string> = { instant: 'Instant', human: 'Human' }

/** How fast agents move. [D6] */
export function PaceChoice({ room, pace }: { room: RoomId; pace: Pace }) {
  const { run, trouble } = useCommand(room)
  return (
    <section className="rounded-xl bg-raised px-3.5 py-3">
      <div className="flex items-center justify-between gap-4">
        <span>
          <span id="pace" className="block text-[15px]">
            Pace
          </span>
          <span className="block text-[12.5px] leading-[16px] text-soft">
            {pace === 'instant' ? 'Agents answer at once.' : 'Agents take their time to type.'}
          </span>
        </span>
        <div role="radiogroup" aria-labelledby="pace" className="flex shrink-0 rounded-lg bg-field p-[3px]">
          {PACES.map((choice) => (
            <label
              key={choice}
              className="cursor-pointer rounded-md px-3 py-1 text-[13px] transition-colors has-checked:bg-raised has-checked:font-medium has-checked:shadow-[0_1px_3px_rgb(0_0_0/0.15)] has-focus-visible:outline-2 has-focus-visible:outline-blue"
            >
              <input
                type="radio"
                name="pace"
                className="sr-only"
                checked={choice === pace}
                onChange={() => void run({ type: 'change-room', changes: { pace: choice } })}
              />
              {NAMES[choice]}
            </label>
          ))}
        </div>
      </div>
      {trouble && <p className="pt-2 text-[13px] text-red">{trouble}</p>}
    </section>
  )
}
