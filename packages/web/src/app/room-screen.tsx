import { Suspense, lazy, useRef } from 'react'
import { useLocation, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import type { RoomId } from '@parley/protocol'
import { useMe, useParley, useRoom } from '@parley/react'
import { roomTitle } from '@parley/room'
import { Composer } from '../features/composer/composer.tsx'
import { Conversation } from '../features/conversation/conversation.tsx'
import { ConversationSkeleton } from '../features/conversation/conversation-skeleton.tsx'
import { RoomHeader } from '../features/conversation/room-header.tsx'
import { MissingScreen } from './missing-screen.tsx'

const RoomDetails = lazy(() =>
  import('../features/room-details/room-details.tsx').then((module) => ({ default: module.RoomDetails })),
)

/** A room with its header, composer and details. */
export function RoomScreen({ id, active }: { id: RoomId; active: boolean }) {
  const client = useParley()
  const me = useMe()
  const room = useRoom(id)
  const { byKey } = useLocation().state
  const details = useDetails(id)
  if (me === undefined) return <ConversationSkeleton />
  if (room === undefined || room.view.head.deleted) return <MissingScreen />
  return (
    <>
      <Conversation
        room={room}
        me={me.id}
        active={active}
        header={<RoomHeader room={room} me={me.id} onDetails={details.open} />}
        composer={
          <Composer
            draft={id}
            label={`Message to ${roomTitle(room.view.head, me.id)}`}
            autoFocus={!byKey}
            onSend={(text) => void client.post(id, text)}
          />
        }
      />
      {details.opened && active && (
        <Suspense>
          <RoomDetails room={room} me={me.id} onClose={details.close} onDeleted={details.leave} />
        </Suspense>
      )}
    </>
  )
}

/** The details are part of the address, so that "back" closes them. [W6] */
function useDetails(id: RoomId) {
  const navigate = useNavigate()
  const router = useRouter()
  const { details } = useSearch({ strict: false })
  const openedHere = useRef(false)
  const here = { to: '/r/$roomId', params: { roomId: id } } as const
  return {
    opened: details === true,
    open: () => {
      openedHere.current = true
      void navigate({ ...here, search: { details: true } })
    },
    close: () => {
      if (openedHere.current) router.history.back()
      else void navigate({ ...here, search: {}, replace: true })
      openedHere.current = false
    },
    leave: () => void navigate({ to: '/', replace: true }),
  }
}
