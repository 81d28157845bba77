import { memo, useRef } from 'react'
import type { EventId, MemberId, Message, Reaction } from '@parley/protocol'
import type { PendingMessage } from '@parley/client'
import { Avatar } from '../../shared/avatar.tsx'
import { TypingDots } from '../../shared/typing-dots.tsx'
import { Bubble } from './bubble.tsx'
import { Delivery } from './delivery.tsx'
import type { DeliveryState } from './delivery.tsx'
import { isEmojiOnly } from './emoji-only.ts'
import { MessageAside } from './message-aside.tsx'
import type { Person } from './people.ts'
import { TapbackMenu } from './tapback-menu.tsx'
import { Tapbacks } from './tapbacks.tsx'
import { useLongPress } from './use-long-press.ts'
import type { ViewportGradient } from './viewport-gradient.ts'

export type MessageRowProps = {
  /** Undefined while the author only types. */
  message: Message | undefined
  pending: PendingMessage | undefined
  author: Person
  own: boolean
  group: boolean
  first: boolean
  last: boolean
  entering: boolean
  choosing: boolean
  delivery: DeliveryState | undefined
  focusable: boolean
  me: MemberId
  people: ReadonlyMap<MemberId, Person>
  gradient: ViewportGradient
  onChoose: (message: EventId | undefined) => void
  onReact: (message: EventId, reaction: Reaction) => void
  onRetry: (message: EventId) => void
  onDiscard: (message: EventId) => void
}

/**
 * A message from the first typing dot to its last tapback: one element for its whole life, so that
 * the typing bubble turns into the message in place and text grows where it stands. [W1]
 */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, pending, author, own, group, first, last, choosing, me, people } = props
  const row = useRef<HTMLDivElement>(null)
  const written = message !== undefined && message.text !== ''
  const reactable = written && pending === undefined
  const status = pending?.state ?? message?.status ?? 'typing'
  const choose = () => reactable && props.onChoose(message.id)
  const longPress = useLongPress(choose)
  const withReactions = reactable && message.reactions.length > 0
  const typingOnly = message === undefined
  const cut = message && CUT[message.status]
  return (
    <div
      ref={row}
      role="article"
      tabIndex={props.focusable ? 0 : -1}
      aria-label={labelOf(own ? 'You' : author.name, message)}
      data-testid={typingOnly ? 'typing-bubble' : 'message'}
      data-author={author.id}
      data-author-kind={author.kind}
      data-status={status}
      data-id={message?.id}
      data-seq={pending ? undefined : message?.seq}
      data-own={own ? '' : undefined}
      data-first={first ? '' : undefined}
      data-reacted={withReactions ? '' : undefined}
      data-chosen={choosing ? '' : undefined}
      className={`message-row relative flex scroll-my-24 rounded-xl ${own ? 'justify-end pl-10' : 'pr-10'} ${props.entering ? 'entering' : ''}`}
    >
      {group && !own && (
        <span className="mr-2 flex w-7 shrink-0 items-end">
          {last && <Avatar face={author} sizePx={28} />}
        </span>
      )}
      <div className="flex max-w-[75%] min-w-0 flex-col max-wide:max-w-[84%]">
        {group && !own && first && (
          <span className="mb-[3px] truncate pl-3 text-[11px] leading-[14px] text-soft">{author.name}</span>
        )}
        <div className={`relative w-fit max-w-full ${own ? 'self-end' : ''}`} {...longPress}>
          <Bubble
            own={own}
            tail={last}
            typing={!written}
            jumbo={written && isEmojiOnly(message.text)}
            status={status}
            gradient={props.gradient.bubble}
          >
            {written ? (
              <span className={typingOnly ? undefined : 'fade-in'}>{message.text}</span>
            ) : (
              <TypingDots />
            )}
          </Bubble>
          {withReactions && (
            <Tapbacks reactions={message.reactions} own={own} me={me} people={people} onOpen={choose} />
          )}
          {reactable && !choosing && <MessageAside at={message.at} own={own} onReact={choose} />}
          {choosing && reactable && (
            <TapbackMenu
              own={own}
              chosen={message.reactions.find((given) => given.by === me)?.reaction}
              onReact={(reaction) => props.onReact(message.id, reaction)}
              onClose={() => {
                props.onChoose(undefined)
                row.current?.focus({ preventScroll: true })
              }}
            />
          )}
        </div>
        {!pending && cut && <span className="pt-1 pl-3 text-[11px] text-soft">{cut}</span>}
        {props.delivery && message && (
          <Delivery
            state={props.delivery}
            onRetry={() => props.onRetry(message.id)}
            onDiscard={() => props.onDiscard(message.id)}
          />
        )}
      </div>
    </div>
  )
})

/** What is said below a message that was not finished: it keeps what was visible. [D4] */
const CUT: Partial<Record<Message['status'], string>> = { interrupted: 'interrupted', failed: 'cut off' }

function labelOf(name: string, message: Message | undefined): string {
  return message === undefined || message.text === '' ? `${name} is typing` : `${name}: ${message.text}`
}
