import type { Message, RoomHead, Seq } from '@parley/protocol'
import { z } from 'zod'
import { renderLine } from '../context/line.ts'
import type { Store } from '../store/store.ts'
import { ownTool, ToolError } from './tool.ts'
import type { Tool, ToolContext } from './tool.ts'
import { cutOff } from './run-tool.ts'

type History = Pick<Store, 'readHead' | 'readTimeline' | 'searchMessages'>

const MOST_FOUND = 20
const MOST_READ = 40
const MAX_EXCERPT = 400

/** Finding what was said in the agent's own room, beyond what its context shows. [M6] */
export function roomSearch(store: History): Tool {
  return ownTool(
    {
      name: 'room_search',
      description:
        'Searches everything that was said in this chat by its words, the best match first. Each result has a "seq" with which read_messages shows what stands around it.',
    },
    z.object({
      query: z.string().trim().min(1).max(200).describe('A few words, such as they may have been used.'),
      limit: z.number().int().min(1).max(MOST_FOUND).default(8),
    }),
    async ({ query, limit }, context) => {
      const head = await headFor(store, context)
      const found = await store.searchMessages(context.room, query, limit)
      if (found.length === 0) return 'Nothing in this chat has these words.'
      return found.map((message) => lineOf(head, message, MAX_EXCERPT)).join('\n')
    },
  )
}

/** The original messages around a place of the room. [M6] */
export function readMessages(store: History): Tool {
  return ownTool(
    {
      name: 'read_messages',
      description: 'Reads the original messages of this chat around a "seq", oldest first.',
    },
    z.object({
      seq: z.number().int().nonnegative().describe('The message in the middle.'),
      count: z.number().int().min(1).max(MOST_READ).default(10),
    }),
    async ({ seq, count }, context) => {
      const head = await headFor(store, context)
      const half = Math.ceil(count / 2)
      const before = await store.readTimeline(context.room, (seq + 1) as Seq, half)
      // Lines of the room and deleted messages take up places, so that more is read than is shown.
      const after = await store.readTimeline(context.room, (seq + 1 + 8 * half) as Seq, 8 * half)
      const items = [...before.items, ...after.items.filter((item) => item.seq > seq)]
      const messages = items.flatMap((item) =>
        item.kind === 'message' && item.deleted !== true ? [item] : [],
      )
      if (messages.length === 0) return 'There are no messages around this place.'
      return messages
        .slice(0, count)
        .map((message) => lineOf(head, message))
        .join('\n')
    },
  )
}

/** Tools see what the person whose turn it is may see. [S2, S5] */
async function headFor(store: History, { room, person }: ToolContext): Promise<RoomHead> {
  const head = await store.readHead(room)
  if (head === undefined || head.deleted) throw new ToolError('The chat is not there any more.')
  if (person !== undefined && !head.members.some(({ id }) => id === person))
    throw new ToolError('Whoever asked has left the chat.')
  return head
}

/** Authorship stays structural: no text can imitate a line. */
function lineOf({ members }: RoomHead, { seq, by, at, text }: Message, maxCharacters = Infinity): string {
  const from = members.find(({ id }) => id === by)?.name ?? 'Somebody who left'
  return renderLine({
    seq: String(seq),
    from,
    at: new Date(at).toISOString().slice(0, 16),
    text: cutOff(text, maxCharacters),
  })
}
