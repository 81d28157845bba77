import { useState } from 'react'
import type { JoinRequest } from '@parley/protocol'
import { Avatar } from '../../../shared/avatar.tsx'

type JoinRequestRowProps = {
  request: JoinRequest
  onDecide: (id: string, decision: 'approve' | 'decline') => Promise<unknown>
}

/** Somebody who waits to be let in. [R4] */
export function JoinRequestRow({ request: { id, person }, onDecide }: JoinRequestRowProps) {
  const [busy, setBusy] = useState(false)
  const decide = async (decision: 'approve' | 'decline') => {
    setBusy(true)
    await onDecide(id, decision)
    setBusy(false)
  }
  return (
    <li className="fade-in flex min-h-[62px] items-center gap-3 border-b border-line py-2 pr-3 pl-3.5">
      <Avatar face={person} sizePx={42} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-[15px] font-medium">{person.name}</span>
        <span className="block text-[12.5px] leading-[16px] text-soft">
          {person.guest ? 'A guest who wants to join' : 'Wants to join'}
        </span>
      </span>
      <button
        type="button"
        disabled={busy}
        aria-label={`Decline ${person.name}`}
        onClick={() => void decide('decline')}
        className="rounded-full px-2 py-1 text-[13px] text-soft hover:bg-hover hover:text-red disabled:opacity-60"
      >
        Decline
      </button>
      <button
        type="button"
        disabled={busy}
        aria-label={`Let ${person.name} in`}
        onClick={() => void decide('approve')}
        className="rounded-full bg-blue-fill px-3 py-1 text-[13px] font-semibold text-white disabled:opacity-60"
      >
        Let in
      </button>
    </li>
  )
}
