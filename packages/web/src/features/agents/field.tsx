import { useId } from 'react'

type FieldProps = {
  label: string
  note?: string
  value: string
  max: number
  rows?: number
  placeholder?: string
  onChange: (value: string) => void
}

/** A text of the profile, in one line or several. */
export function Field({ label, note, value, max, rows, placeholder, onChange }: FieldProps) {
  const id = useId()
  const common = {
    id,
    value,
    maxLength: max,
    placeholder,
    'aria-describedby': note ? `${id}-note` : undefined,
    className:
      'w-full min-w-0 rounded-[9px] bg-field px-3 py-2 text-[15px] leading-[20px] max-wide:text-[16px] resize-y',
  }
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-[13px] font-medium text-soft">
        {label}
      </label>
      {rows === undefined ? (
        <input
          {...common}
          type="text"
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <textarea {...common} rows={rows} onChange={(event) => onChange(event.target.value)} />
      )}
      {note && (
        <p id={`${id}-note`} className="text-[12px] leading-[15px] text-soft">
          {note}
        </p>
      )}
    </div>
  )
}
