import type { ReactNode } from 'react'
import Minus from 'lucide-react/icons/minus'
import Plus from 'lucide-react/icons/plus'
import type { RoomId } from '@parley/protocol'
import { useCommand } from '../../shared/use-command.ts'

const LEAST = 1
const MOST = 50

/** How many messages agents write in a row before they fall silent. [D9] */
export function RunLength({ room, value }: { room: RoomId; value: number }) {
  const { run, busy, trouble } = useCommand(room)
  const step = (by: number) =>
    void run({ type: 'change-room', changes: { maxConsecutiveAgentMessages: value + by } })
  return (
    <section className="rounded-xl bg-raised px-3.5 py-3">
      <div className="flex items-center justify-between gap-4">
        <span>
          <h3 className="text-[15px]">Messages in a row</h3>
          <span className="block text-[12.5px] leading-[16px] text-soft">
            Then agents fall silent until a person writes.
          </span>
        </span>
        <span
          role="group"
          aria-label="Messages in a row"
          className="flex shrink-0 items-center rounded-lg bg-field"
        >
          <Step label="Fewer" disabled={busy || value <= LEAST} onStep={() => step(-1)}>
            <Minus size={16} aria-hidden />
          </Step>
          <output className="min-w-7 text-center text-[15px] tabular-nums">{value}</output>
          <Step label="More" disabled={busy || value >= MOST} onStep={() => step(1)}>
            <Plus size={16} aria-hidden />
          </Step>
        </span>
      </div>
      {trouble && <p className="pt-2 text-[13px] text-red">{trouble}</p>}
    </section>
  )
}

type StepProps = { label: string; disabled: boolean; onStep: () => void; children: ReactNode }

function Step({ label, disabled, onStep, children }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      // Not `disabled`: the button keeps the focus while its own change is on the way.
      aria-disabled={disabled}
      onClick={() => !disabled && onStep()}
      className="grid size-9 place-items-center rounded-lg text-blue hover:bg-hover aria-disabled:text-soft aria-disabled:opacity-50"
    >
      {children}
    </button>
  )
}
