import type { Agent, MemberId, RoomHead } from '@parley/protocol'
import { castOf } from './cast.ts'
import { renderLine } from './line.ts'
import { FORMAT_RULES, memberLine, presentMembers } from './rules.ts'
import { addLine, transcript, undeleted, type History, type TranscriptMessage } from './transcript.ts'

/** Of a summary, as a model is asked for it. */
export const SUMMARY_WORDS = 400

/** A prompt about a conversation, for a model that is no member of it. */
export type TaskContext = { readonly system: string; readonly messages: readonly TranscriptMessage[] }

export type TaskRequest = Omit<History, 'historyTokens'> & {
  readonly head: RoomHead
  readonly agents: ReadonlyMap<MemberId, Agent>
}

/** What a task about a conversation says before its members and the format of its lines, after them, and at the end. */
type Words = {
  readonly purpose: readonly string[]
  readonly how: readonly string[]
  readonly last: readonly string[]
}

/**
 * Builds the prompt that has the beginning of a conversation summarised: the summary so far, and the items that
 * are to go into it. All of them are shown, whatever their length. [M6]
 */
export function summaryContext(request: TaskRequest): TaskContext {
  return contextOfTask(request, {
    purpose: [
      'You keep the memory of a group chat. Your summary takes the place of its older messages, for characters',
      'that go on talking: they know nothing of those messages but what you write.',
    ],
    how: [
      '- Who said, wants, promised, decided or likes what, by name; what was asked and is still open; jokes and',
      '  names that they share. Keep numbers, dates and links as they are.',
      '- What an earlier summary says belongs in the new one, shortened where it matters less now.',
      '- Only what was said, as a report: no advice, no instructions, no title, nothing addressed to anybody.',
    ],
    last: [
      renderLine({ task: 'summarise', words: String(SUMMARY_WORDS) }),
      `Now write the summary that will stand for all of the above, in at most ${SUMMARY_WORDS} words.`,
    ],
  })
}

/** Builds the prompt that asks for the title of a conversation that has just begun. [R5] */
export function titleContext(request: TaskRequest): TaskContext {
  return contextOfTask(request, {
    purpose: ['You name group chats, so that whoever has many of them finds this one again by its name.'],
    how: [
      '- What the chat is about, in 3 to 5 words, in the language in which people write there.',
      '- Nothing but the title: no quotes, no full stop, no names of members unless it is about them.',
    ],
    last: [renderLine({ task: 'title' }), 'Now write the title of this chat, in 3 to 5 words.'],
  })
}

function contextOfTask(request: TaskRequest, { purpose, how, last }: Words): TaskContext {
  const timeline = undeleted(request.timeline)
  const cast = castOf(request.head, timeline, request.agents)
  const messages = transcript({ ...request, timeline, historyTokens: Infinity }, cast, undefined)
  for (const line of last) addLine(messages, line)
  const members = presentMembers(cast).map((member) => memberLine(member, false))
  const system = [
    ...purpose,
    '',
    'Members, one a line:',
    ...members,
    '',
    FORMAT_RULES,
    '',
    'How to write:',
    ...how,
  ]
  return { system: system.join('\n'), messages }
}
