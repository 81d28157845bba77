import { useState } from 'react'
import type { FormEvent } from 'react'
import type { Budget, RoomId } from '@parley/protocol'
import { useCommand } from '../../shared/use-command.ts'
import { budgetOfInput, inputOfBudget } from './budget-input.ts'
import type { BudgetInput } from './budget-input.ts'

type BudgetFieldsProps = { room: RoomId; budget: Budget | undefined }

/** What agents may use up here in a day; an empty field sets no limit. Mount it anew for each budget. [D13] */
export function BudgetFields({ room, budget }: BudgetFieldsProps) {
  const before = inputOfBudget(budget)
  const [input, setInput] = useState<BudgetInput>(before)
  const { run, busy, trouble } = useCommand(room)
  const next = budgetOfInput(input, budget)
  const changed = input.tokens !== before.tokens || input.usd !== before.usd
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (changed && next) await run({ type: 'change-room', changes: { budget: next } })
  }
  const note = trouble ?? (next === undefined ? 'A limit is a number above zero, or nothing.' : undefined)
  return (
    <form onSubmit={(event) => void save(event)} className="rounded-xl bg-raised px-3.5 py-3">
      <div className="flex items-start justify-between gap-4">
        <span>
          <h3 className="text-[15px]">Daily budget</h3>
          <span className="block text-[12.5px] leading-[16px] text-soft">
            Agents stop when it is used up. An empty field sets no limit.
          </span>
        </span>
        {changed && (
          <button
            type="submit"
            disabled={busy || next === undefined}
            className="fade-in tap rounded-full px-2 text-[15px] font-semibold text-blue disabled:opacity-50"
          >
            Save
          </button>
        )}
      </div>
      <div className="grid grid-cols-2 gap-2.5 pt-2.5">
        <Limit
          label="Tokens"
          inputMode="numeric"
          value={input.tokens}
          onChange={(tokens) => setInput({ ...input, tokens })}
        />
        <Limit
          label="US$"
          inputMode="decimal"
          value={input.usd}
          onChange={(usd) => setInput({ ...input, usd })}
        />
      </div>
      {note && <p className="pt-2 text-[13px] text-red">{note}</p>}
    </form>
  )
}

type LimitProps = {
  label: string
  inputMode: 'numeric' | 'decimal'
  value: string
  onChange: (value: string) => void
}

function Limit({ label, inputMode, value, onChange }: LimitProps) {
  return (
    <label className="flex h-9 items-center gap-2 rounded-lg bg-field px-2.5 text-[13px] text-soft focus-within:outline-2 focus-within:outline-blue">
      {label}
      <input
        type="text"
        inputMode={inputMode}
        autoComplete="off"
        placeholder="no limit"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="w-full min-w-0 bg-transparent text-right text-[15px] text-ink tabular-nums outline-none max-wide:text-[16px]"
      />
    </label>
  )
}
