import type { ImportedPerson, MemberId } from '@parley/protocol'
import { z } from 'zod'
import type { CopiedItem, CopiedRoom } from './copied-room.ts'
import { ImportError } from './import-error.ts'
import { strangerId } from './parley-file.ts'
import type { Conversation, Importer } from './read-import.ts'

const Seconds = z.number().nonnegative().nullish()
const Message = z.object({
  author: z.object({ role: z.string() }),
  create_time: Seconds,
  content: z.looseObject({ content_type: z.string() }),
  recipient: z.string().nullish(),
  metadata: z.looseObject({ is_visually_hidden_from_conversation: z.boolean().nullish() }).nullish(),
})
type Message = z.infer<typeof Message>

const Node = z.object({ parent: z.string().nullish(), message: z.unknown() })
const Exported = z.object({
  title: z.string().nullish(),
  create_time: Seconds,
  current_node: z.string().nullish(),
  mapping: z.record(z.string(), Node),
})
/** Of one that cannot be read, too. */
const Titled = z.object({ title: z.string() })
type Exported = z.infer<typeof Exported>

const CHATGPT = strangerId('chatgpt')
const PERSON: ImportedPerson = { id: CHATGPT, kind: 'agent', name: 'ChatGPT', colors: ['#3fc5a4', '#0e6f5a'] }

/** One conversation of ChatGPT's `conversations.json`. [R5] */
export function readChatgpt(json: unknown): Conversation {
  const parsed = Exported.safeParse(json)
  const title = Titled.safeParse(json).data?.title.trim() || 'Conversation with ChatGPT'
  return {
    title,
    read: (importer) => {
      if (!parsed.success) throw new ImportError('This conversation is not as ChatGPT exports them.')
      return roomOf(parsed.data, title, importer)
    },
  }
}

function roomOf(exported: Exported, title: string, importer: Importer): CopiedRoom {
  let at = milliseconds(exported.create_time) ?? 0
  const items = branchOf(exported).flatMap(([id, message]): CopiedItem[] => {
    const text = shownText(message)
    if (text === '') return []
    // Some have no time of their own: then that of the one before.
    at = milliseconds(message.create_time) ?? at
    const by: MemberId = message.author.role === 'user' ? importer.id : CHATGPT
    return [{ id, item: { kind: 'message', at, by, text, status: 'complete', reactions: [] } }]
  })
  if (items.length === 0) throw new ImportError('Nothing was said in this conversation.')
  return { settings: { title }, agents: [], items, people: new Map([[CHATGPT, PERSON]]) }
}

/**
 * A conversation is a tree, since messages could be edited and answered anew; what was seen last is the way
 * from the current node up to the root.
 */
function branchOf({ mapping, current_node: current }: Exported): [string, Message][] {
  const branch: [string, Message][] = []
  const seen = new Set<string>()
  let id: string | null | undefined = current ?? lastOf(mapping)
  while (typeof id === 'string' && !seen.has(id)) {
    seen.add(id)
    const node: z.infer<typeof Node> | undefined = Object.hasOwn(mapping, id) ? mapping[id] : undefined
    const message = Message.safeParse(node?.message)
    if (message.success) branch.push([id, message.data])
    id = node?.parent
  }
  return branch.toReversed()
}

/** Of an older export, which names no current node: where the latest message is. */
function lastOf(mapping: Exported['mapping']): string | undefined {
  const timeOf = (node: z.infer<typeof Node>) => Message.safeParse(node.message).data?.create_time ?? -1
  return Object.entries(mapping).reduce<{ id?: string; time: number }>(
    (last, [id, node]) => (timeOf(node) >= last.time ? { id, time: timeOf(node) } : last),
    { time: -1 },
  ).id
}

/** What stood on the screen: neither hidden instructions, nor what was said to and by tools. */
function shownText({ author, content, recipient, metadata }: Message): string {
  if (author.role !== 'user' && author.role !== 'assistant') return ''
  if (recipient !== undefined && recipient !== null && recipient !== 'all') return ''
  if (metadata?.is_visually_hidden_from_conversation === true) return ''
  const { parts, text } = content
  if (content.content_type === 'code' && typeof text === 'string') return `\`\`\`\n${text.trim()}\n\`\`\``
  if (content.content_type !== 'text' && content.content_type !== 'multimodal_text') return ''
  return (Array.isArray(parts) ? parts : []).map(partText).filter(Boolean).join('\n\n').trim()
}

function partText(part: unknown): string {
  if (typeof part === 'string') return part
  if (typeof part !== 'object' || part === null) return ''
  const { content_type: type, text } = part as Record<string, unknown>
  if (type === 'audio_transcription' && typeof text === 'string') return text
  return type === 'image_asset_pointer' ? '[image]' : ''
}

function milliseconds(seconds: number | null | undefined): number | undefined {
  return seconds === null || seconds === undefined ? undefined : Math.round(seconds * 1_000)
}
