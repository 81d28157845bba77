import { useState } from 'react'
import UserPlus from 'lucide-react/icons/user-plus'
import type { RoomId } from '@parley/protocol'
import { useNow } from '../../../shared/use-now.ts'
import { InvitationRow } from './invitation-row.tsx'
import { isOpen } from './invitation-words.ts'
import { JoinRequestRow } from './join-request-row.tsx'
import { NewInvitationForm } from './new-invitation-form.tsx'
import { useInvitations } from './use-invitations.ts'

/** Links by which people come into the room, and who waits to be let in. For those who may invite. [R4] */
export function InvitePeople({ room }: { room: RoomId }) {
  const [making, setMaking] = useState(false)
  const { invitations, requests, trouble, invite, revoke, decide } = useInvitations(room)
  const nowMs = useNow()
  const open = invitations.filter((invitation) => isOpen(invitation, nowMs))
  return (
    <section aria-label="Invite people" className="overflow-hidden rounded-xl bg-raised">
      {requests.length > 0 && (
        <ul aria-label="Waiting to join">
          {requests.map((request) => (
            <JoinRequestRow key={request.id} request={request} onDecide={decide} />
          ))}
        </ul>
      )}
      {making ? (
        <NewInvitationForm onMake={invite} onClose={() => setMaking(false)} />
      ) : (
        <button
          type="button"
          onClick={() => setMaking(true)}
          className="flex h-[58px] w-full items-center gap-3 pl-3.5 text-[15px] text-blue hover:bg-hover"
        >
          <span className="grid size-[42px] place-items-center rounded-full bg-field">
            <UserPlus size={20} aria-hidden />
          </span>
          Invite people
        </button>
      )}
      {open.length > 0 && (
        <ul aria-label="Open invitations">
          {open.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} nowMs={nowMs} onRevoke={revoke} />
          ))}
        </ul>
      )}
      {trouble && (
        <p role="alert" className="px-3.5 pb-3 text-[13px] text-red">
          {trouble}
        </p>
      )}
    </section>
  )
}
