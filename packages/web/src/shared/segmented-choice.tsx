import { useId } from 'react'

type SegmentedChoiceProps<Value extends string> = {
  label: string
  options: readonly { value: Value; name: string }[]
  value: Value
  onChoose: (value: Value) => void
}

/** One of a few short names, side by side; arrow keys move between them. [W7] */
export function SegmentedChoice<Value extends string>(props: SegmentedChoiceProps<Value>) {
  const group = useId()
  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      className="flex w-full rounded-lg bg-field p-[3px] text-center"
    >
      {props.options.map(({ value, name }) => (
        <label
          key={value}
          className="relative flex-1 cursor-pointer rounded-md px-1 py-1 text-[13px] pointer-coarse:py-2 transition-colors has-checked:bg-[light-dark(#ffffff,#66666b)] has-checked:font-medium has-checked:shadow-[0_1px_3px_rgb(0_0_0/0.15)] has-focus-visible:outline-2 has-focus-visible:outline-blue"
        >
          <input
            type="radio"
            name={group}
            className="over-label"
            checked={value === props.value}
            onChange={() => props.onChoose(value)}
          />
          {name}
        </label>
      ))}
    </div>
  )
}
