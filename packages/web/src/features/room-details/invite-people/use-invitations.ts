import { useCallback, useEffect, useState } from 'react'
import type { Invitation, InvitationRequest, JoinRequest, RoomId } from '@parley/protocol'
import { access } from '../../../shared/access.ts'
import { errorSentence } from '../../../shared/error-words.ts'
import { lookWhoWaits } from '../../../shared/waiting-joins.ts'

/** How often it is looked whether somebody waits, while the details are open. */
const LOOK_MS = 3_000

/** Invitations to a room and who waits to come in, followed while shown; and what can be done with them. */
export function useInvitations(room: RoomId) {
  const [invitations, setInvitations] = useState<readonly Invitation[]>([])
  const [requests, setRequests] = useState<readonly JoinRequest[]>([])
  const [trouble, setTrouble] = useState<string>()
  const load = useCallback(async () => {
    const [invited, waiting] = await Promise.all([access.invitations(room), access.joinRequests(room)])
    setInvitations(invited)
    setRequests(waiting)
  }, [room])
  const run = async <Answer>(act: () => Promise<Answer>): Promise<Answer | undefined> => {
    setTrouble(undefined)
    try {
      const answer = await act()
      await load()
      return answer
    } catch (error) {
      setTrouble(errorSentence(error))
      return undefined
    }
  }
  useEffect(() => {
    // What was not loaded is looked for again soon.
    const look = () => void load().catch(() => undefined)
    look()
    const timer = setInterval(look, LOOK_MS)
    return () => clearInterval(timer)
  }, [load])
  return {
    invitations,
    requests,
    trouble,
    invite: (request: Partial<InvitationRequest>) => run(() => access.invite(room, request)),
    revoke: (id: string) => run(() => access.revokeInvitation(room, id)),
    decide: async (id: string, decision: 'approve' | 'decline') => {
      await run(() => access.decide(room, id, decision))
      // Nobody is told of whoever waits no longer.
      await lookWhoWaits()
    },
  }
}
