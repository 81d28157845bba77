import { useEffect, useState } from 'react'
import { connect } from '@parley/client'
import type { InvitationView, JoinStatus, RoomId } from '@parley/protocol'
import { access } from '../../shared/access.ts'
import { errorSentence } from '../../shared/error-words.ts'

/** How often somebody who waits looks whether they were declined; being let in is told at once. */
const LOOK_MS = 5_000

export type Admission = {
  status: JoinStatus
  busy: boolean
  trouble: string | undefined
  join: (name: string | undefined) => void
}

/** The way in by a link. `onJoined` is called once one is a member, also when that was decided elsewhere. [R4] */
export function useAdmission(
  secret: string,
  view: InvitationView,
  onJoined: (room: RoomId) => void,
): Admission {
  const room = view.room.id
  const [status, setStatus] = useState<JoinStatus>(view.status)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  useEffect(() => {
    if (status === 'joined') onJoined(room)
    if (status === 'waiting') return whenDecided(secret, room, setStatus)
    return undefined
  }, [status, secret, room, onJoined])
  const join = async (name: string | undefined) => {
    setBusy(true)
    setTrouble(undefined)
    try {
      setStatus((await access.join(secret, name)).status)
    } catch (error) {
      setTrouble(errorSentence(error))
      setBusy(false)
    }
  }
  return { status, busy, trouble, join: (name) => void join(name) }
}

function whenDecided(secret: string, room: RoomId, tell: (status: JoinStatus) => void): () => void {
  const client = connect({ url: location.origin })
  const stop = client.subscribe(() => {
    if (client.room(room) !== undefined) tell('joined')
  })
  const look = () =>
    // Not to be reached for a moment: the next look finds out.
    void access.invitation(secret).then(
      ({ status }) => status !== 'waiting' && tell(status),
      () => undefined,
    )
  const timer = setInterval(look, LOOK_MS)
  return () => {
    clearInterval(timer)
    stop()
    client.close()
  }
}
