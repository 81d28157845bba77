import type { MemberId, Message, MessageReaction, SystemLine, TimelineItem } from '@parley/protocol'
import type { AssistantModelMessage, UserModelMessage } from 'ai'
import type { Cast } from './cast.ts'
import { quote, renderLine } from './line.ts'

/** Items of the timeline that a prompt shows: older ones are left out. */
export const MAX_ITEMS = 60

export type TranscriptMessage = UserModelMessage | AssistantModelMessage

/**
 * The end of the timeline as model messages, oldest first. What `self` wrote is `assistant` without
 * any prefix; everything else is a JSON line of a `user` message that names its author. Neighbouring
 * lines share one message, and the first message is always the user's: some providers insist. [M3]
 *
 * A reaction has a line of its own, at the time it was made, so that it never changes an earlier
 * byte of the prompt.
 */
export function transcript(
  timeline: readonly TimelineItem[],
  cast: Cast,
  self: MemberId | undefined,
): TranscriptMessage[] {
  const shown = timeline.slice(-MAX_ITEMS)
  const known = new Map(
    timeline.flatMap((item) => (item.kind === 'message' ? [[item.id, item] as const] : [])),
  )
  const labelOf = (id: MemberId): string => cast.get(id)?.label ?? 'Somebody who left'
  const opening = timeline.length > shown.length ? 'earlier-messages-not-shown' : 'chat-begins'
  const messages: TranscriptMessage[] = [{ role: 'user', content: renderLine({ event: opening }) }]

  for (const entry of inOrder(shown)) {
    if (entry.kind === 'reaction') {
      const { by, reaction } = entry.reaction
      const target = { to: labelOf(entry.to.by), quote: quote(entry.to.text) }
      addLine(messages, renderLine({ from: labelOf(by), reaction, ...target }))
    } else if (entry.kind === 'line') {
      addLine(messages, eventLine(entry, labelOf))
    } else if (entry.text.trim() === '') {
      continue
    } else if (entry.by === self) {
      messages.push({ role: 'assistant', content: entry.text })
    } else {
      const replied = entry.replyTo === undefined ? undefined : known.get(entry.replyTo)
      addLine(
        messages,
        renderLine({
          from: labelOf(entry.by),
          text: entry.text,
          inReplyTo: replied && { from: labelOf(replied.by), quote: quote(replied.text) },
          status: STATUS[entry.status],
        }),
      )
    }
  }
  return messages
}

/** Appends a line to the user's message at the end, or begins one. */
export function addLine(messages: TranscriptMessage[], line: string): void {
  const last = messages.at(-1)
  if (last?.role === 'user') {
    messages[messages.length - 1] = { role: 'user', content: `${String(last.content)}\n${line}` }
  } else messages.push({ role: 'user', content: line })
}

const STATUS = {
  streaming: 'still-writing',
  complete: undefined,
  interrupted: 'interrupted',
  failed: 'broke-off',
} as const satisfies Record<Message['status'], string | undefined>

type Entry = Message | SystemLine | { kind: 'reaction'; at: number; to: Message; reaction: MessageReaction }

function inOrder(items: readonly TimelineItem[]): Entry[] {
  const reactions = items.flatMap((item) =>
    item.kind === 'message'
      ? item.reactions.map((reaction) => ({ kind: 'reaction' as const, at: reaction.at, to: item, reaction }))
      : [],
  )
  reactions.sort((a, b) => a.at - b.at || a.to.seq - b.to.seq)
  const entries: Entry[] = []
  let next = 0
  for (const [index, item] of items.entries()) {
    entries.push(item)
    const following = items[index + 1]
    for (let reaction = reactions[next]; reaction; reaction = reactions[next]) {
      const visible = reaction.to.seq <= item.seq
      if (!visible || (following !== undefined && reaction.at >= following.at)) break
      entries.push(reaction)
      next += 1
    }
  }
  return entries
}

function eventLine({ by, line }: SystemLine, labelOf: (id: MemberId) => string): string {
  switch (line.type) {
    case 'member-added':
      return renderLine({ event: 'member-added', member: labelOf(line.member.id), by: labelOf(by) })
    case 'member-removed':
      return renderLine({ event: 'member-removed', member: labelOf(line.member), by: labelOf(by) })
    case 'renamed':
      return renderLine({ event: 'chat-renamed', title: line.title, by: labelOf(by) })
    case 'silenced':
      return renderLine({ event: 'notifications-silenced', member: labelOf(line.member) })
    case 'failed':
      return renderLine({
        event: 'could-not-answer',
        member: line.member === undefined ? undefined : labelOf(line.member),
      })
  }
}
