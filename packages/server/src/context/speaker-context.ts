import type { Agent, MemberId, RoomHead } from '@parley/protocol'
import { castOf, type Cast, type CastMember } from './cast.ts'
import { renderLine } from './line.ts'
import { loreFor } from './lore.ts'
import type { Lorebook } from './lore.ts'
import {
  FORMAT_RULES,
  STYLE_RULES,
  instructionLines,
  memberLine,
  modeRules,
  presentMembers,
  styleOf,
} from './rules.ts'
import { addLine, transcript, undeleted, type History, type TranscriptMessage } from './transcript.ts'

export type SpeakerRequest = History & {
  readonly head: RoomHead
  /** Profiles of the room's agents; one that is missing is told to be itself. */
  readonly agents: ReadonlyMap<MemberId, Agent>
  /** An agent of the room. */
  readonly speaker: MemberId
  /** The last message of the run. [D9] */
  readonly wrapUp?: boolean | undefined
  /** Who asked for this answer by name, in person. [D11] */
  readonly askedBy?: MemberId | undefined
  readonly lore?: ReadonlyMap<MemberId, Lorebook> | undefined
}

/** A finished prompt for one agent, which answers with its plain words. */
export type SpeakerContext = {
  readonly system: string
  readonly messages: readonly TranscriptMessage[]
  /** Everybody whom the prompt names. */
  readonly cast: Cast
  readonly speaker: CastMember
}

/**
 * Builds the prompt with which an agent's own model speaks: everybody in the room, its name and style, the chat
 * with its own messages as `assistant`. What all agents of the room are told comes first, so that the prompts of
 * one model share it. Throws when the speaker is not in the room. [M3, M6]
 */
export function speakerContext(request: SpeakerRequest): SpeakerContext {
  const { head, agents } = request
  const timeline = undeleted(request.timeline)
  const cast = castOf(head, timeline, agents)
  const speaker = cast.get(request.speaker)
  if (!speaker?.present) throw new RangeError('the speaker is not in the room')
  const messages = transcript({ ...request, timeline }, cast, speaker.id)
  const lore = loreFor(request.lore?.get(speaker.id), timeline)
  for (const text of lore.now)
    addLine(messages, renderLine({ event: 'comes-to-mind', to: speaker.label, text }))
  const closing = request.wrapUp === true
  const asker = request.askedBy === undefined ? undefined : cast.get(request.askedBy)
  addLine(
    messages,
    renderLine({
      task: 'reply',
      as: speaker.label,
      'asked-by': asker?.label,
      closing: closing ? true : undefined,
    }),
  )
  if (asker) addLine(messages, 'The member under "asked-by" has asked you by name to say something now.')
  addLine(messages, 'Now write your next message.')
  if (closing) {
    addLine(
      messages,
      'This is the last message for now: let it round things off, and ask nothing of other characters.',
    )
  }
  return {
    system: [
      'You are one character in a group chat in a messaging app. Which one is said at the end.',
      '',
      FORMAT_RULES,
      "Your own messages stand among the lines as the assistant's, without JSON.",
      '',
      STYLE_RULES,
      '',
      'All members, one a line, whether they have spoken or not:',
      ...presentMembers(cast).map((member) => memberLine(member, false)),
      '',
      ...modeRules(head.settings.replyMode),
      ...instructionLines(head.settings.instructions),
      'You are the member of this line, with its style:',
      renderLine({
        you: speaker.key,
        name: speaker.label,
        title: speaker.title === '' ? undefined : speaker.title,
        style: styleOf(speaker),
      }),
      ...lore.always.map((text) => renderLine({ 'you-know': text })),
    ].join('\n'),
    messages,
    cast,
    speaker,
  }
}
