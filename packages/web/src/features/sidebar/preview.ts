import type {
  Member,
  MemberId,
  Message,
  MessageReaction,
  RoomHead,
  SystemLine,
  TimelineItem,
} from '@parley/protocol'
import type { PendingMessage } from '@parley/client'
import { reactionSentence } from '../../shared/reaction-words.ts'
import { plainWords } from '../../shared/plain-words.ts'
import { shortName } from '../../shared/names.ts'

/** What a list row says of a room: the last thing that happened in it, in words. */
export type Preview = { text: string; tone: 'plain' | 'trouble' }

/**
 * The latest of: a message of ours that waits, a reaction, a message, a failure. In rooms of more than
 * two a message says who spoke. [W2]
 */
export function previewOf(
  head: RoomHead,
  timeline: readonly TimelineItem[],
  pending: readonly PendingMessage[],
  me: MemberId,
): Preview {
  const waiting = pending.at(-1)
  if (waiting) {
    return waiting.state === 'failed'
      ? { text: `Not delivered: ${oneLine(wordsOf(waiting))}`, tone: 'trouble' }
      : plain(wordsOf(waiting))
  }
  const last = timeline.findLast((item) =>
    item.kind === 'message'
      ? wordsOf(item) !== '' && item.deleted !== true
      : item.line.type === 'failed' && item.deleted !== true,
  )
  if (last === undefined) return plain(head.settings.title === '' ? 'Say hello' : 'No messages yet')
  const newest = newestReaction(timeline)
  if (newest && newest.given.at > last.at) {
    return plain(
      reactionSentence(
        nameOf(head, newest.given.by, me),
        newest.given.reaction,
        oneLine(newest.message.text),
      ),
    )
  }
  if (last.kind === 'line') return { text: failureOf(head, last, me), tone: 'trouble' }
  const said = oneLine(wordsOf(last))
  return plain(last.by === me || head.members.length <= 2 ? said : `${nameOf(head, last.by, me)}: ${said}`)
}

/** The latest thing that was said or given: a message with words, or a reaction that came after it. */
export function latestOf(
  timeline: readonly TimelineItem[],
): { kind: 'message'; message: Message } | { kind: 'reaction'; given: MessageReaction } | undefined {
  const last = timeline.findLast(
    (item) => item.kind === 'message' && item.deleted !== true && wordsOf(item) !== '',
  )
  const newest = newestReaction(timeline)
  if (newest && newest.given.at > (last?.at ?? 0)) return { kind: 'reaction', given: newest.given }
  return last?.kind === 'message' ? { kind: 'message', message: last } : undefined
}

function newestReaction(
  timeline: readonly TimelineItem[],
): { message: Message; given: MessageReaction } | undefined {
  let newest: { message: Message; given: MessageReaction } | undefined
  // Only what stands near the end can be newer than the last message and still matter.
  for (const item of timeline.slice(-20)) {
    if (item.kind !== 'message') continue
    for (const given of item.reactions) {
      if (newest === undefined || given.at >= newest.given.at) newest = { message: item, given }
    }
  }
  return newest
}

function failureOf(head: RoomHead, { line }: SystemLine, me: MemberId): string {
  if (line.type !== 'failed') return ''
  if (line.failure.code === 'budget-reached') return 'Budget used up for today'
  return `${nameOf(head, line.member, me)} could not answer`
}

function nameOf(head: RoomHead, id: MemberId | undefined, me: MemberId): string {
  if (id === me) return 'You'
  const member: Member | undefined = head.members.find((candidate) => candidate.id === id)
  return member ? shortName(member.name) : 'Someone'
}

function plain(text: string): Preview {
  return { text: oneLine(text), tone: 'plain' }
}

function oneLine(text: string): string {
  return plainWords(text)
}

/** What was said, or the names of the files that were sent without a word. [W3] */
function wordsOf({ text, attachments = [] }: Pick<PendingMessage, 'text' | 'attachments'>): string {
  return text === '' ? attachments.map(({ name }) => name).join(', ') : text
}
