import type { MemberId, Message } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { useParley } from '@parley/react'
import { roomTitle } from '@parley/room'
import { AskBar } from '../features/asking/ask-bar.tsx'
import { Composer } from '../features/composer/composer.tsx'
import { ArchivedNote } from '../features/composer/archived-note.tsx'
import { MessageEditor } from '../features/composer/message-editor.tsx'
import { ReplyBar } from '../features/composer/reply-bar.tsx'
import { StopButton } from '../features/composer/stop-button.tsx'
import { endWelcome } from '../features/welcome/welcomed.ts'
import { isBusy } from '../shared/turn-work.ts'
import { lastEditable } from './editing.ts'
import type { Editing } from './editing.ts'

type RoomComposerProps = {
  room: RoomState
  me: MemberId
  autoFocus: boolean
  replyTo: Message | undefined
  onReplyTo: (message: Message | undefined) => void
  editing: Editing | undefined
  onEditing: (editing: Editing | undefined) => void
}

/** Where one writes in a room; while a message is edited, that one's editor. [W3, D11, D14] */
export function RoomComposer({
  room,
  me,
  autoFocus,
  replyTo,
  onReplyTo,
  editing,
  onEditing,
}: RoomComposerProps) {
  const client = useParley()
  const { head, timeline } = room.view
  const nameOf = ({ by }: Message) => head.members.find(({ id }) => id === by)?.name ?? 'Someone'
  if (head.members.find(({ id }) => id === me)?.role === 'viewer') {
    return (
      <p className="px-4 pt-3 pb-[calc(env(safe-area-inset-bottom)+16px)] text-center text-[13px] text-soft">
        You can read this room.
      </p>
    )
  }
  if (room.preferences.archived === true) return <ArchivedNote room={room.id} />
  if (editing) {
    const { message, text, rerun } = editing
    return (
      <MessageEditor
        key={`${message} ${rerun}`}
        room={room.id}
        message={message}
        text={text}
        rerun={rerun}
        onDone={() => onEditing(undefined)}
      />
    )
  }
  return (
    <Composer
      draft={room.id}
      label={`Message to ${roomTitle(head, me)}`}
      autoFocus={autoFocus}
      above={
        <>
          {head.settings.replyMode === 'manual' && <AskBar room={room.id} head={head} />}
          {replyTo && (
            <ReplyBar
              author={replyTo.by === me ? 'yourself' : nameOf(replyTo)}
              text={replyTo.text}
              onCancel={() => onReplyTo(undefined)}
            />
          )}
        </>
      }
      focusKey={replyTo?.id}
      mentionable={head.members.filter(({ id }) => id !== me)}
      onCancel={replyTo && (() => onReplyTo(undefined))}
      stop={isBusy(head) && <StopButton room={room.id} />}
      filesTo={`/api/rooms/${room.id}/attachments`}
      onSend={(text, attachments) => {
        client.post(room.id, text, { attachments, ...(replyTo ? { replyTo: replyTo.id } : {}) })
        onReplyTo(undefined)
        endWelcome()
      }}
      onTyping={(on) => client.typing(room.id, on)}
      onEditLast={() => onEditing(lastEditable(timeline, me))}
    />
  )
}
