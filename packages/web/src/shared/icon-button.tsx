import type { ComponentProps } from 'react'

/** A round button that shows only an icon; `label` names it for everyone who cannot see that. [W7] */
export function IconButton({ label, className = '', ...rest }: { label: string } & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`tap inline-grid size-9 shrink-0 place-items-center rounded-full text-soft transition-colors hover:bg-hover hover:text-ink active:bg-field ${className}`}
      {...rest}
    />
  )
}
