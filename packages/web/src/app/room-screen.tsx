import { Suspense, useState } from 'react'
import type { EventId, MemberId, Message, RoomId } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { useMe, useStillRoom } from '@parley/react'
import { Conversation } from '../features/conversation/conversation.tsx'
import { ConversationSkeleton } from '../features/conversation/conversation-skeleton.tsx'
import type { MessageAction } from '../features/conversation/message-actions.ts'
import { RoomHeader } from '../features/conversation/room-header.tsx'
import { NoticeToast } from '../features/message-commands/notice-toast.tsx'
import { useMessageCommands } from '../features/message-commands/use-message-commands.ts'
import { later } from '../shared/later.ts'
import { go, messagePath, roomPath, useVisit } from '../shared/navigation.ts'
import { editingOf } from './editing.ts'
import type { Editing } from './editing.ts'
import { MissingScreen } from './missing-screen.tsx'
import { RoomComposer } from './room-composer.tsx'
import { useTarget } from './use-target.ts'
import { useDetails } from './use-details.ts'

const RoomDetails = later(() =>
  import('../features/room-details/room-details.tsx').then((module) => module.RoomDetails),
)
const WhyPanel = later(() => import('../features/why/why-panel.tsx').then((module) => module.WhyPanel))

type RoomScreenProps = { id: RoomId; message: EventId | undefined; active: boolean }

/** A room with its header, composer and details; `message`: the one that the address leads to. */
export function RoomScreen({ id, message, active }: RoomScreenProps) {
  const me = useMe()
  const room = useStillRoom(id)
  if (me === undefined) return <ConversationSkeleton />
  if (room === undefined || room.view.head.deleted) return <MissingScreen />
  return <OpenRoom room={room} me={me.id} message={message} active={active} />
}

type OpenRoomProps = Omit<RoomScreenProps, 'id'> & { room: RoomState; me: MemberId }

function OpenRoom({ room, me, message: wanted, active }: OpenRoomProps) {
  const { byKey } = useVisit()
  const details = useDetails(room.id)
  const commands = useMessageCommands(room.id, me, (fork) => go(roomPath(fork)))
  const target = useTarget(room.id, wanted, commands.say)
  const [replyTo, setReplyTo] = useState<Message>()
  const [editing, setEditing] = useState<Editing>()
  // Deleted meanwhile, perhaps from another window: nothing is left to answer, and saving would bring it back.
  const isThere = (id: EventId) => !room.view.timeline.some((item) => item.id === id && item.deleted === true)
  const [why, setWhy] = useState<{ item: EventId; anchor: Element }>()
  const askWhy = (item: EventId, anchor: Element) => setWhy({ item, anchor })
  const act = (action: MessageAction, message: Message, anchor: Element) => {
    switch (action) {
      case 'reply':
        setEditing(undefined)
        return setReplyTo(message)
      case 'edit':
        return setEditing(editingOf(message, false))
      case 'edit-rerun':
        return setEditing(editingOf(message, true))
      case 'why':
        return askWhy(message.id, anchor)
      case 'delete':
        return commands.remove(message)
      default:
        return commands[action](message)
    }
  }
  return (
    <>
      <Conversation
        room={room}
        me={me}
        active={active}
        target={target}
        header={<RoomHeader room={room} me={me} onDetails={details.open} />}
        composer={
          <>
            {commands.notice && <NoticeToast notice={commands.notice} onUndo={commands.undo} />}
            <RoomComposer
              room={room}
              me={me}
              autoFocus={!byKey && wanted === undefined}
              replyTo={replyTo && isThere(replyTo.id) ? replyTo : undefined}
              onReplyTo={setReplyTo}
              editing={editing && isThere(editing.message) ? editing : undefined}
              onEditing={setEditing}
            />
          </>
        }
        onAct={act}
        onWhy={askWhy}
        onJump={(messageId) => go(messagePath(room.id, messageId))}
        onSettings={details.open}
      />
      <Suspense>
        {details.opened && active && (
          <RoomDetails room={room} me={me} onClose={details.close} onDeleted={details.leave} />
        )}
        {why && active && (
          <WhyPanel key={why.item} room={room} me={me} {...why} onClose={() => setWhy(undefined)} />
        )}
      </Suspense>
    </>
  )
}
