import { memo, useCallback, useLayoutEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { EventId, MemberId, Message, RoomId, ToolCall, TurnId } from '@parley/protocol'
import type { PendingMessage } from '@parley/client'
import { onlyLink } from '@parley/room'
import { Avatar } from '../../shared/avatar.tsx'
import { clockTime } from '../../shared/clock.ts'
import { knownSentence } from '../../shared/error-words.ts'
import { TypingDots } from '../../shared/typing-dots.tsx'
import { Bubble } from './bubble.tsx'
import { Delivery } from './delivery.tsx'
import type { DeliveryState } from './delivery.tsx'
import { isEmojiOnly } from './emoji-only.ts'
import { LinkCards } from './link-cards.tsx'
import { MessageAside } from './message-aside.tsx'
import { MessageFiles } from './message-files.tsx'
import { MessageText } from './message-text.tsx'
import type { Person } from './people.ts'
import { Tapbacks } from './tapbacks.tsx'
import { ThinkingNote } from './thinking-note.tsx'
import { ToolCalls } from './tool-calls.tsx'
import { useLongPress } from '../../shared/use-long-press.ts'
import type { StreamPace } from './stream-pace.ts'
import { useShown } from './use-stream-pace.ts'
import type { ViewportGradient } from './viewport-gradient.ts'

export type MessageRowProps = {
  /** Undefined while the author only types; of one that streams, `pace` knows how much is to be shown. */
  message: Message | undefined
  pending: PendingMessage | undefined
  author: Person
  own: boolean
  group: boolean
  /** Its time and the way to its menu appear beside it under a pointer. */
  hover: boolean
  /** A finger draws the conversation aside: its time is at the edge. */
  times: boolean
  first: boolean
  last: boolean
  /** Deleted: closes up, and lets nobody at it meanwhile. */
  gone: boolean
  entering: boolean
  /** What it answers, above it. */
  quote: ReactNode
  /** The menu of this message, while it is open. */
  menu: ReactNode
  delivery: DeliveryState | undefined
  /** Who has read it, in words; said with `delivery`. */
  read: string | undefined
  focusable: boolean
  room: RoomId
  /** The turn behind it, and what its tools do or did. */
  turn: TurnId | undefined
  calls: readonly ToolCall[] | undefined
  mayApprove: boolean
  me: MemberId
  people: ReadonlyMap<MemberId, Person>
  gradient: ViewportGradient
  pace: StreamPace
  /** The message has grown by words that came: the view is to be put right. */
  onGrown: () => void
  onChoose: (message: EventId | undefined) => void
  onRetry: (message: EventId) => void
  onDiscard: (message: EventId) => void
}

/**
 * A message from the first typing dot to its last tapback: one element for its whole life, so that
 * the typing bubble turns into the message in place and text grows where it stands. [W1]
 */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { gone, pending, author, own, group, first, last, menu, me, people, onGrown } = props
  const shown = useShown(props.pace, props.message)
  const [known, setKnown] = useState(shown)
  if (!gone && known !== shown) setKnown(shown)
  // The words of a deleted message are gone; what is seen of it closing up are the last ones that were shown.
  const message = gone ? known : shown
  const written = message !== undefined && message.text !== ''
  const files = message?.attachments
  const previews = message?.previews
  // The card says it all; the address is still the name of the row.
  const isCard = previews?.length === 1 && onlyLink(message?.text ?? '') === previews[0]?.url
  const reactable = message !== undefined && (written || files !== undefined) && pending === undefined
  const status = pending?.state ?? message?.status ?? 'typing'
  const { onChoose } = props
  const chosen = reactable ? message.id : undefined
  const choose = useCallback(() => chosen !== undefined && onChoose(chosen), [chosen, onChoose])
  const longPress = useLongPress(choose)
  const hasGrown = shown !== props.message
  useLayoutEffect(() => {
    if (hasGrown) onGrown()
  }, [hasGrown, shown, onGrown])
  const withReactions = reactable && message.reactions.length > 0
  const typingOnly = message === undefined
  const cut = message && CUT[message.status]
  const edited = message?.editedAt !== undefined
  const foot = [cut, edited && !props.delivery && 'Edited'].filter(Boolean)
  return (
    <div
      role={gone ? undefined : 'article'}
      inert={gone}
      tabIndex={props.focusable ? 0 : -1}
      aria-label={labelOf(own ? 'You' : author.name, message)}
      data-testid={gone ? undefined : typingOnly ? 'typing-bubble' : 'message'}
      data-author={author.id}
      data-author-kind={author.kind}
      data-status={status}
      data-id={gone ? undefined : message?.id}
      data-seq={gone || pending ? undefined : message?.seq}
      data-gone={gone ? '' : undefined}
      data-own={own ? '' : undefined}
      data-first={first ? '' : undefined}
      data-reacted={withReactions ? '' : undefined}
      data-chosen={menu ? '' : undefined}
      className={`message-row relative flex scroll-my-24 rounded-xl ${own ? 'justify-end pl-10' : 'pr-10'} ${props.entering ? 'entering' : ''}`}
    >
      {group && !own && (
        <span className="mr-2 flex w-7 shrink-0 items-end">
          {last && <Avatar face={author} sizePx={28} />}
        </span>
      )}
      <div className="flex max-w-[75%] min-w-0 flex-col max-wide:max-w-[84%]">
        {group && !own && first && (
          <span className="author-name truncate pl-3 text-[11px] leading-[14px] text-soft">
            {author.name}
          </span>
        )}
        {!gone && props.quote}
        <div
          data-body
          className={`relative w-fit max-w-full ${own ? 'self-end' : ''} ${own && (files || previews) ? 'flex flex-col items-end' : ''}`}
          onContextMenu={(event) => {
            // Selected words keep the browser's own menu.
            if (!reactable || !document.getSelection()?.isCollapsed) return
            event.preventDefault()
            choose()
          }}
          {...longPress}
        >
          {files && <MessageFiles room={props.room} files={files} own={own} />}
          {(written || !files) && !isCard && (
            <Bubble
              own={own}
              tail={last && !previews}
              typing={!written}
              jumbo={written && isEmojiOnly(message.text)}
              status={status}
              gradient={props.gradient.bubble}
            >
              {written ? (
                <span className={props.entering ? 'fade-in' : undefined}>
                  <MessageText text={message.text} />
                </span>
              ) : (
                <TypingDots />
              )}
            </Bubble>
          )}
          {previews && <LinkCards room={props.room} previews={previews} own={own} tail={last} />}
          {withReactions && (
            <Tapbacks reactions={message.reactions} own={own} me={me} people={people} onOpen={choose} />
          )}
          {reactable && !menu && props.hover && (
            <MessageAside
              at={message.at}
              own={own}
              imported={message.imported !== undefined}
              onOpen={choose}
            />
          )}
          {menu}
        </div>
        {!gone && message?.thinking && <ThinkingNote text={message.thinking} />}
        {!gone && props.calls && (
          <ToolCalls room={props.room} turn={props.turn} calls={props.calls} mayApprove={props.mayApprove} />
        )}
        {!pending && foot.length > 0 && (
          <span className={`pt-1 text-[11px] text-soft ${own ? 'pr-1 text-right' : 'pl-3'}`}>
            {foot.join(' · ')}
          </span>
        )}
        {props.delivery && message && (
          <Delivery
            state={props.delivery}
            why={knownSentence(pending?.error)}
            edited={edited}
            read={props.read}
            onRetry={() => props.onRetry(message.id)}
            onDiscard={() => props.onDiscard(message.id)}
          />
        )}
      </div>
      {reactable && props.times && (
        <time aria-hidden className="row-time" dateTime={new Date(message.at).toISOString()}>
          {clockTime(message.at)}
        </time>
      )}
    </div>
  )
})

/** What is said below a message that was not finished: it keeps what was visible. [D4] */
const CUT: Partial<Record<Message['status'], string>> = { interrupted: 'Interrupted', failed: 'Cut off' }

function labelOf(name: string, message: Message | undefined): string {
  const files = message?.attachments?.map((file) => file.name) ?? []
  if (message === undefined || (message.text === '' && files.length === 0)) return `${name} is typing`
  return `${name}: ${[message.text, ...files].filter(Boolean).join(', ')}`
}
