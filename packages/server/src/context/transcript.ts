import type {
  Attachment,
  MemberId,
  Message,
  MessageReaction,
  SystemLine,
  TimelineItem,
} from '@parley/protocol'
import type { AssistantModelMessage, ModelMessage, UserContent, UserModelMessage } from 'ai'
import { callLines } from './calls.ts'
import type { Cast } from './cast.ts'
import { DEFAULT_HISTORY_TOKENS, fitting } from './history.ts'
import { quote, renderLine } from './line.ts'
import type { LineValue } from './line.ts'

/** What a prompt tells of a room's conversation. */
export type History = {
  /** Oldest first: its end, or with a summary all that came after that. */
  readonly timeline: readonly TimelineItem[]
  /** There are older items, which neither the timeline nor the summary has. */
  readonly earlier?: boolean | undefined
  /** Stands for everything before the timeline. [M6] */
  readonly summary?: string | undefined
  /** How much of it the model is shown; older items are left out. */
  readonly historyTokens?: number | undefined
  /** What of the attached files the model is given, by their ids; of others it is told the name. [R2] */
  readonly files?: ReadonlyMap<string, GivenFile> | undefined
}

/** A file as a model is given it: read out, or as it is. */
export type GivenFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly data: Uint8Array }

export type TranscriptMessage = UserModelMessage | AssistantModelMessage

/**
 * The end of the timeline as model messages, oldest first. What `self` wrote is `assistant` without
 * any prefix; everything else is a JSON line of a `user` message that names its author. Neighbouring
 * lines share one message, and the first message is always the user's: some providers insist. [M3]
 *
 * A reaction has a line of its own, at the time it was made, and a tool call one before the words that it led
 * to, so that neither ever changes an earlier byte of the prompt.
 */
export function transcript(
  { timeline, earlier = false, summary, historyTokens = DEFAULT_HISTORY_TOKENS, files }: History,
  cast: Cast,
  self: MemberId | undefined,
): TranscriptMessage[] {
  const there = undeleted(timeline)
  const shown = fitting(there, historyTokens)
  const known = new Map(there.flatMap((item) => (item.kind === 'message' ? [[item.id, item] as const] : [])))
  const labelOf = (id: MemberId): string => cast.get(id)?.label ?? 'Somebody who left'
  const opening = openingOf(summary, earlier || there.length > shown.length)
  const messages: TranscriptMessage[] = [{ role: 'user', content: opening }]

  for (const entry of inOrder(shown)) {
    if (entry.kind === 'reaction') {
      const { by, reaction } = entry.reaction
      const target = { to: labelOf(entry.to.by), quote: quote(entry.to.text) }
      addLine(messages, renderLine({ from: labelOf(by), reaction, ...target }))
    } else if (entry.kind === 'line') {
      addLine(messages, eventLine(entry, labelOf))
    } else {
      const lines = callLines(entry, labelOf(entry.by), entry.by === self)
      for (const line of lines) addLine(messages, line)
      if (entry.text.trim() === '' && entry.attachments === undefined) continue
      if (entry.by === self) {
        messages.push({ role: 'assistant', content: entry.text })
        continue
      }
      const replied = entry.replyTo === undefined ? undefined : known.get(entry.replyTo)
      addLine(
        messages,
        renderLine({
          from: labelOf(entry.by),
          text: entry.text,
          files: entry.attachments?.map((file) => fileLine(file, files?.get(file.id))),
          inReplyTo: replied && { from: labelOf(replied.by), quote: quote(replied.text) },
          status: STATUS[entry.status],
        }),
      )
      for (const file of entry.attachments ?? []) addFile(messages, file, files?.get(file.id))
    }
  }
  return messages
}

function openingOf(summary: string | undefined, isCut: boolean): string {
  const lines = summary === undefined ? [] : [renderLine({ event: 'earlier-messages-summarised', summary })]
  if (isCut) lines.push(renderLine({ event: 'earlier-messages-not-shown' }))
  return lines.length === 0 ? renderLine({ event: 'chat-begins' }) : lines.join('\n')
}

/** What is not deleted: nothing else of a timeline is ever shown to a model. [D14] */
export function undeleted(timeline: readonly TimelineItem[]): TimelineItem[] {
  return timeline.filter((item) => item.deleted !== true)
}

/** Appends a line to the user's message at the end, or begins one. */
export function addLine(messages: ModelMessage[], line: string): void {
  const last = messages.at(-1)
  if (last?.role !== 'user') messages.push({ role: 'user', content: line })
  else messages[messages.length - 1] = { role: 'user', content: withText(last.content, line) }
}

function withText(content: UserContent, line: string): UserContent {
  if (typeof content === 'string') return `${content}\n${line}`
  const last = content.at(-1)
  if (last?.type !== 'text') return [...content, { type: 'text', text: line }]
  return [...content.slice(0, -1), { type: 'text', text: `${last.text}\n${line}` }]
}

function fileLine({ name, type, bytes }: Attachment, given: GivenFile | undefined): LineValue {
  const about = { name, type, bytes: String(bytes) }
  return given?.kind === 'text' ? { ...about, content: given.text } : about
}

/** Directly after the line that names it. */
function addFile(
  messages: TranscriptMessage[],
  { name, type }: Attachment,
  given: GivenFile | undefined,
): void {
  const last = messages.at(-1)
  if (given?.kind !== 'file' || last?.role !== 'user') return
  const before =
    typeof last.content === 'string' ? [{ type: 'text' as const, text: last.content }] : last.content
  const part = { type: 'file', data: given.data, mediaType: type, filename: name } as const
  messages[messages.length - 1] = { role: 'user', content: [...before, part] }
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
    case 'stopped':
      return renderLine({ event: 'answers-stopped', by: labelOf(line.member) })
    case 'failed':
      return renderLine({
        event: 'could-not-answer',
        member: line.member === undefined ? undefined : labelOf(line.member),
      })
  }
}
