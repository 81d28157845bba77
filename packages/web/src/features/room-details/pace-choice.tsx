import type { Pace, RoomId } from '@parley/protocol'
import { PACE_OPTIONS, PACE_WORDS } from '../../shared/pace-words.ts'
import { SegmentedChoice } from '../../shared/segmented-choice.tsx'
import { useCommand } from '../../shared/use-command.ts'

/** How fast agents move. [D6] */
export function PaceChoice({ room, pace }: { room: RoomId; pace: Pace }) {
  const { run, trouble } = useCommand(room)
  return (
    <section className="rounded-xl bg-raised px-3.5 py-3">
      <h3 className="text-[15px]">Pace</h3>
      <p className="pb-2.5 text-[12.5px] leading-[16px] text-soft">{PACE_WORDS[pace].meaning}</p>
      <SegmentedChoice
        label="Pace"
        options={PACE_OPTIONS}
        value={pace}
        onChoose={(choice) => void run({ type: 'change-room', changes: { pace: choice } })}
      />
      {trouble && <p className="pt-2 text-[13px] text-red">{trouble}</p>}
    </section>
  )
}
