import { useId } from 'react'
import type { CSSProperties } from 'react'
import { talkativenessWords } from './talkativeness-words.ts'

/** How readily the agent speaks when nobody asks it. [A1] */
export function Talkativeness({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const id = useId()
  const words = talkativenessWords(value)
  return (
    <div className="grid gap-1 py-2">
      <div className="flex justify-between gap-3 text-[15px]">
        <label htmlFor={id}>Talkativeness</label>
        <span className="text-right text-soft">{words}</span>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={value}
        aria-valuetext={words}
        onChange={(event) => onChange(Number(event.target.value))}
        className="slider"
        style={{ '--share': value } as CSSProperties}
      />
    </div>
  )
}
