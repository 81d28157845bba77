import type { Agent, MemberId, RoomHead, TimelineItem } from '@parley/protocol'
import { castOf, type Cast, type CastMember } from './cast.ts'
import { renderLine } from './line.ts'
import { FORMAT_RULES, STYLE_RULES, instructionLines, memberLine, presentMembers, styleOf } from './rules.ts'
import { addLine, transcript, type TranscriptMessage } from './transcript.ts'

export type SpeakerRequest = {
  readonly head: RoomHead
  /** The end of the room's timeline, oldest first. */
  readonly timeline: readonly TimelineItem[]
  /** Profiles of the room's agents; one that is missing is told to be itself. */
  readonly agents: ReadonlyMap<MemberId, Agent>
  /** An agent of the room. */
  readonly speaker: MemberId
  /** The last message of the run. [D9] */
  readonly wrapUp?: boolean | undefined
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
 * Builds the prompt with which an agent's own model speaks: its name and style, everybody else in
 * the room, the chat with its own messages as `assistant`. Throws when it is not in the room. [M3]
 */
export function speakerContext(request: SpeakerRequest): SpeakerContext {
  const { head, timeline, agents } = request
  const cast = castOf(head, timeline, agents)
  const speaker = cast.get(request.speaker)
  if (!speaker?.present) throw new RangeError('the speaker is not in the room')
  const others = presentMembers(cast).filter(({ id }) => id !== speaker.id)
  const messages = transcript(timeline, cast, speaker.id)
  const closing = request.wrapUp === true
  addLine(messages, renderLine({ task: 'reply', as: speaker.label, closing: closing ? true : undefined }))
  addLine(messages, 'Now write your next message.')
  if (closing) {
    addLine(
      messages,
      'This is the last message for now: let it round things off, and ask nothing of other characters.',
    )
  }
  return {
    system: [
      'You are one character in a group chat in a messaging app: the one of this line.',
      renderLine({
        you: speaker.key,
        name: speaker.label,
        title: speaker.title === '' ? undefined : speaker.title,
        style: styleOf(speaker),
      }),
      '',
      'The other members, one a line, whether they have spoken or not:',
      ...others.map((member) => memberLine(member, false)),
      '',
      ...instructionLines(head.settings.instructions),
      FORMAT_RULES,
      "Your own messages stand among the lines as the assistant's, without JSON.",
      '',
      STYLE_RULES,
    ].join('\n'),
    messages,
    cast,
    speaker,
  }
}
