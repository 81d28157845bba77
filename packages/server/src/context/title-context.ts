import type { Agent, MemberId, RoomHead } from '@parley/protocol'
import { castOf } from './cast.ts'
import { renderLine } from './line.ts'
import { FORMAT_RULES, memberLine, presentMembers } from './rules.ts'
import { addLine, transcript, undeleted, type History, type TranscriptMessage } from './transcript.ts'

/** How much of a first exchange a title is made from. */
const TITLE_HISTORY_TOKENS = 1_500

export type TitleContext = { readonly system: string; readonly messages: readonly TranscriptMessage[] }

/** Builds the prompt that asks for the title of a conversation that has just begun. [R5] */
export function titleContext(
  request: Omit<History, 'historyTokens'> & {
    readonly head: RoomHead
    readonly agents: ReadonlyMap<MemberId, Agent>
  },
): TitleContext {
  const timeline = undeleted(request.timeline)
  const cast = castOf(request.head, timeline, request.agents)
  const messages = transcript({ ...request, timeline, historyTokens: TITLE_HISTORY_TOKENS }, cast, undefined)
  addLine(messages, renderLine({ task: 'title' }))
  addLine(messages, 'Now write the title of this chat, in 3 to 5 words.')
  return {
    system: [
      'You name group chats, so that whoever has many of them finds this one again by its name.',
      '',
      'Members, one a line:',
      ...presentMembers(cast).map((member) => memberLine(member, false)),
      '',
      FORMAT_RULES,
      '',
      'How to write:',
      '- What the chat is about, in 3 to 5 words, in the language in which people write there.',
      '- Nothing but the title: no quotes, no full stop, no names of members unless it is about them.',
    ].join('\n'),
    messages,
  }
}
