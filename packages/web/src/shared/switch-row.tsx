import { useId } from 'react'

type SwitchRowProps = {
  name: string
  note?: string
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
}

/** A line with a switch at its end. [W7] */
export function SwitchRow({ name, note, checked, disabled = false, onChange }: SwitchRowProps) {
  const id = useId()
  return (
    <div className="flex min-h-11 items-center justify-between gap-4 py-1">
      <span>
        <label htmlFor={id} className="text-[15px]">
          {name}
        </label>
        {note && (
          <span id={`${id}-note`} className="block text-[12.5px] leading-[16px] text-soft">
            {note}
          </span>
        )}
      </span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        className="switch"
        checked={checked}
        aria-checked={checked}
        disabled={disabled}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
    </div>
  )
}
