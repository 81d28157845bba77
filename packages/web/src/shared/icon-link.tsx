import type { ReactNode } from 'react'
import { Link } from './link.tsx'

/** `label` names it for everyone who cannot see the icon; `hint` says more under a pointer. */
type IconLinkProps = { to: string; label: string; hint?: string; children: ReactNode }

/** A round link that shows only an icon. [W7] */
export function IconLink({ to, label, hint = label, children }: IconLinkProps) {
  return (
    <Link
      to={to}
      aria-label={label}
      title={hint}
      className="inline-grid size-9 max-wide:size-11 place-items-center rounded-full text-soft transition-colors hover:bg-hover hover:text-ink"
    >
      {children}
    </Link>
  )
}
