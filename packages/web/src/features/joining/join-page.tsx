import { useEffect, useState } from 'react'
import type { InvitationView, MemberId, RoomId } from '@parley/protocol'
import { AvatarStack } from '../../shared/avatar-stack.tsx'
import { TypingDots } from '../../shared/typing-dots.tsx'
import { access } from '../../shared/access.ts'
import { JoinForm } from './join-form.tsx'
import { JoinNotice } from './join-notice.tsx'
import { useAdmission } from './use-admission.ts'

/** What a link into a room shows: where it leads, and the way in. [R4] */
export function JoinPage({ secret, onJoined }: { secret: string; onJoined: (room: RoomId) => void }) {
  const [view, setView] = useState<InvitationView | 'ended' | 'unreachable'>()
  useEffect(() => {
    access.invitation(secret).then(setView, (error: unknown) => setView(whyNot(error)))
  }, [secret])
  if (view === undefined) return null
  if (view === 'ended') {
    return (
      <JoinNotice title="This link does not work any more.">
        It has expired, was revoked, or has been used by everyone it was for. Ask for a new one.
      </JoinNotice>
    )
  }
  if (view === 'unreachable') {
    return (
      <JoinNotice title="Parley cannot be reached just now.">Open the link again in a moment.</JoinNotice>
    )
  }
  return <Invited secret={secret} view={view} onJoined={onJoined} />
}

type InvitedProps = { secret: string; view: InvitationView; onJoined: (room: RoomId) => void }

function Invited({ secret, view, onJoined }: InvitedProps) {
  const { room, invitedBy } = view
  const admission = useAdmission(secret, view, onJoined)
  const title = room.title || namesOf(view)
  if (admission.status === 'declined' || admission.status === 'ended') {
    return (
      <JoinNotice title={admission.status === 'ended' ? 'You have left this room.' : 'You were not let in.'}>
        {admission.status === 'ended'
          ? 'This link lets nobody in twice. Ask for another one.'
          : `Whoever invited you to “${title}” can tell you why.`}
      </JoinNotice>
    )
  }
  const faces = room.members.map(({ name, colors }) => ({
    id: name as MemberId,
    name,
    ...(colors ? { colors } : {}),
  }))
  return (
    <main className="grid min-h-dvh place-items-center bg-sheet p-5">
      <div className="fade-in flex w-full max-w-[380px] flex-col items-center gap-5 rounded-[22px] bg-raised px-6 pt-8 pb-7 text-center shadow-[0_0_0_0.5px_var(--line),0_24px_70px_rgb(0_0_0/0.12)] [--avatar-ring:var(--raised)]">
        <AvatarStack faces={faces} sizePx={104} />
        <div className="flex flex-col gap-1.5">
          <p className="text-[14px] text-soft">{invitedBy} invites you to</p>
          <h1 className="text-[24px] leading-tight font-bold tracking-tight [overflow-wrap:anywhere]">
            {title}
          </h1>
          <p className="text-[13.5px] leading-[19px] text-soft">{membersWords(view)}</p>
        </div>
        {admission.status === 'waiting' ? (
          <div role="status" className="flex flex-col items-center gap-3 pt-1">
            <TypingDots />
            <p className="max-w-[30ch] text-[14px] leading-[20px] text-soft">
              Waiting to be let in. This page goes on by itself.
            </p>
          </div>
        ) : (
          <JoinForm view={view} admission={admission} />
        )}
      </div>
    </main>
  )
}

function namesOf({ room }: InvitationView): string {
  const shown = room.members.slice(0, 3).map(({ name }) => name)
  return shown.join(', ') + (room.memberCount > 3 ? ` and ${room.memberCount - 3} more` : '')
}

/** Who is there, unless the room is called by their names, and what one may do. */
function membersWords(view: InvitationView): string {
  const { room, role } = view
  const hasAgents = room.members.some(({ kind }) => kind === 'agent')
  return [
    ...(room.title === '' ? [] : [`${namesOf(view)}.`]),
    hasAgents ? 'People and AI agents talk here.' : 'People talk here.',
    ...(role === 'viewer' ? ['You will be able to read.'] : []),
  ].join(' ')
}

function whyNot(error: unknown): 'ended' | 'unreachable' {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return code === 'unavailable' ? 'unreachable' : 'ended'
}
