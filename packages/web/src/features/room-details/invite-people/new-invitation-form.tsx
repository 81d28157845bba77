import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import type { InvitationRequest, NewInvitation } from '@parley/protocol'
import { SegmentedChoice } from '../../../shared/segmented-choice.tsx'
import { InvitationLink } from './invitation-link.tsx'

type NewInvitationFormProps = {
  onMake: (request: Partial<InvitationRequest>) => Promise<NewInvitation | undefined>
  onClose: () => void
}

const HOUR_MS = 60 * 60 * 1_000
const TIMES = [
  { value: 'hour', name: '1 hour', ms: HOUR_MS },
  { value: 'day', name: '1 day', ms: 24 * HOUR_MS },
  { value: 'week', name: '1 week', ms: 7 * 24 * HOUR_MS },
  { value: 'ever', name: 'No end', ms: undefined },
] as const
const LIMITS = [
  { value: '1', name: '1 person' },
  { value: '10', name: '10' },
  { value: '100', name: '100' },
  { value: 'any', name: 'Anyone' },
] as const
const ROLES = [
  { value: 'member', name: 'Take part' },
  { value: 'viewer', name: 'Read only' },
] as const

/** What a new link is to be good for; then the link, to be copied. [R4] */
export function NewInvitationForm({ onMake, onClose }: NewInvitationFormProps) {
  const [time, setTime] = useState<(typeof TIMES)[number]['value']>('week')
  const [limit, setLimit] = useState<(typeof LIMITS)[number]['value']>('any')
  const [role, setRole] = useState<InvitationRequest['role']>('member')
  const [needsApproval, setNeedsApproval] = useState(false)
  const [busy, setBusy] = useState(false)
  const [made, setMade] = useState<NewInvitation>()
  if (made !== undefined) return <InvitationLink invitation={made} onClose={onClose} />
  const make = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const lasts = TIMES.find(({ value }) => value === time)?.ms
    const request = {
      role,
      needsApproval,
      ...(lasts === undefined ? {} : { expiresAt: Date.now() + lasts }),
      ...(limit === 'any' ? {} : { maxUses: Number(limit) }),
    }
    setMade(await onMake(request))
    setBusy(false)
  }
  return (
    <form onSubmit={(event) => void make(event)} className="fade-in flex flex-col gap-3.5 px-3.5 py-3.5">
      <h3 className="text-[15px] font-semibold">Invite people by a link</h3>
      <Labelled label="The link works for">
        <SegmentedChoice label="The link works for" options={TIMES} value={time} onChoose={setTime} />
      </Labelled>
      <Labelled label="How many may join by it">
        <SegmentedChoice label="How many may join by it" options={LIMITS} value={limit} onChoose={setLimit} />
      </Labelled>
      <Labelled label="They may">
        <SegmentedChoice label="They may" options={ROLES} value={role} onChoose={setRole} />
      </Labelled>
      <label className="flex items-center justify-between gap-4 text-[14px]">
        Ask me before anybody comes in
        <input
          type="checkbox"
          checked={needsApproval}
          onChange={(event) => setNeedsApproval(event.target.checked)}
          className="size-[18px] accent-blue-fill"
        />
      </label>
      <div className="grid grid-cols-2 gap-2">
        <button type="button" className="h-10 rounded-lg bg-field" onClick={onClose}>
          Cancel
        </button>
        <button
          type="submit"
          disabled={busy}
          className="h-10 rounded-lg bg-blue-fill font-semibold text-white disabled:opacity-60"
        >
          Make link
        </button>
      </div>
    </form>
  )
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <span aria-hidden className="text-[12.5px] text-soft">
        {label}
      </span>
      {children}
    </div>
  )
}
