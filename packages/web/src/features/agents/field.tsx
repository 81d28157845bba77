import { useId } from 'react'
import { useAutosize } from '../../shared/use-autosize.ts'

/** Of a line, and of the edges above and below all of them; the same as in `STYLE`. */
const LINE_PX = 20
const EDGES_PX = 16
/** From there a long text scrolls. */
const MOST_PX = 420
const STYLE =
  'w-full min-w-0 rounded-[9px] bg-field px-3 py-2 text-[15px] leading-[20px] max-wide:text-[16px]'

type FieldProps = {
  label: string
  note?: string
  value: string
  max: number
  /** At least so many lines; a longer text makes the field higher. */
  rows?: number
  placeholder?: string
  onChange: (value: string) => void
}

/** A text of the profile, in one line or several. */
export function Field({ label, note, value, max, rows, placeholder, onChange }: FieldProps) {
  const id = useId()
  const area = useAutosize(value, MOST_PX)
  const common = {
    id,
    value,
    maxLength: max,
    placeholder,
    'aria-describedby': note ? `${id}-note` : undefined,
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
          className={STYLE}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <textarea
          {...common}
          ref={area}
          rows={rows}
          className={`${STYLE} resize-none [field-sizing:content]`}
          style={{ minHeight: rows * LINE_PX + EDGES_PX, maxHeight: MOST_PX }}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {note && (
        <p id={`${id}-note`} className="text-[12px] leading-[15px] text-soft">
          {note}
        </p>
      )}
    </div>
  )
}
