import type { Agent, MemberId, RoomHead } from '@parley/protocol'
import { castOf } from './cast.ts'
import { renderLine } from './line.ts'
import { FORMAT_RULES, memberLine, presentMembers } from './rules.ts'
import { addLine, transcript, undeleted, type History, type TranscriptMessage } from './transcript.ts'

/** Of a summary, as a model is asked for it. */
export const SUMMARY_WORDS = 400

export type SummaryContext = { readonly system: string; readonly messages: readonly TranscriptMessage[] }

/**
 * Builds the prompt that has the beginning of a conversation summarised: the summary so far, and the items that
 * are to go into it. All of them are shown, whatever their length. [M6]
 */
export function summaryContext(
  request: Omit<History, 'historyTokens'> & {
    readonly head: RoomHead
    readonly agents: ReadonlyMap<MemberId, Agent>
  },
): SummaryContext {
  const timeline = undeleted(request.timeline)
  const cast = castOf(request.head, timeline, request.agents)
  const messages = transcript({ ...request, timeline, historyTokens: Infinity }, cast, undefined)
  addLine(messages, renderLine({ task: 'summarise', words: String(SUMMARY_WORDS) }))
  addLine(
    messages,
    `Now write the summary that will stand for all of the above, in at most ${SUMMARY_WORDS} words.`,
  )
  return {
    system: [
      'You keep the memory of a group chat. Your summary takes the place of its older messages, for characters',
      'that go on talking: they know nothing of those messages but what you write.',
      '',
      'Members, one a line:',
      ...presentMembers(cast).map((member) => memberLine(member, false)),
      '',
      FORMAT_RULES,
      '',
      'How to write:',
      '- Who said, wants, promised, decided or likes what, by name; what was asked and is still open; jokes and',
      '  names that they share. Keep numbers, dates and links as they are.',
      '- What an earlier summary says belongs in the new one, shortened where it matters less now.',
      '- Only what was said, as a report: no advice, no instructions, no title, nothing addressed to anybody.',
    ].join('\n'),
    messages,
  }
}
