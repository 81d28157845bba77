import type { Agent, EventId, MemberId, RoomHead, TimelineItem } from '@parley/protocol'
import { castOf, type Cast, type CastMember } from './cast.ts'
import { quote, renderLine } from './line.ts'
import { LORE_TOKENS, loreFor } from './lore.ts'
import type { Lorebook } from './lore.ts'
import { FORMAT_RULES, STYLE_RULES, instructionLines, memberLine, presentMembers } from './rules.ts'
import { addLine, transcript, undeleted, type History, type TranscriptMessage } from './transcript.ts'

export type AutopilotRequest = History & {
  readonly head: RoomHead
  /** Profiles of the room's agents; one that is missing is told to be itself. */
  readonly agents: ReadonlyMap<MemberId, Agent>
  /** Who may speak, in order of preference; those who are not in the room are left out. */
  readonly candidates: readonly MemberId[]
  /** Narrows the candidates to this one. [D2] */
  readonly mustAnswer?: MemberId | undefined
  /** Message that the speaker is to react to, if it stands in the timeline. [D8] */
  readonly reactTo?: EventId | undefined
  /** The last message of the run. [D9] */
  readonly wrapUp?: boolean | undefined
  readonly lore?: ReadonlyMap<MemberId, Lorebook> | undefined
}

/** A finished prompt, with what an answer to it may name. */
export type AutopilotContext = {
  readonly system: string
  readonly messages: readonly TranscriptMessage[]
  /** Everybody whom the prompt names. */
  readonly cast: Cast
  /** Never empty. */
  readonly candidates: readonly CastMember[]
  readonly reactTo?: { readonly message: EventId; readonly by: MemberId } | undefined
}

/**
 * Builds the prompt of one autopilot turn: who is in the room with every character's style, the
 * chat, and last the task. Only the task depends on the turn, so that the prompts of a room share
 * their beginning byte for byte. Throws when no candidate is in the room. [D2, M3]
 */
export function autopilotContext(request: AutopilotRequest): AutopilotContext {
  const { head, agents } = request
  const timeline = undeleted(request.timeline)
  const cast = castOf(head, timeline, agents)
  const eligible = request.mustAnswer === undefined ? request.candidates : [request.mustAnswer]
  const candidates = eligible.flatMap((id) => {
    const member = cast.get(id)
    return member?.present && member.kind === 'agent' ? [member] : []
  })
  if (candidates.length === 0) throw new RangeError('no candidate is in the room')

  const target = timeline.find((item) => item.id === request.reactTo)
  const reactTo = target?.kind === 'message' ? target : undefined
  const messages = transcript({ ...request, timeline }, cast, undefined)
  for (const line of loreLines(request, timeline, candidates)) addLine(messages, line)
  addLine(
    messages,
    renderLine({
      task: 'next-message',
      speakers: candidates.map(({ key }) => key),
      react: reactTo && { to: cast.get(reactTo.by)?.label ?? '', quote: quote(reactTo.text) },
      closing: request.wrapUp === true ? true : undefined,
    }),
  )
  for (const sentence of taskSentences(candidates, reactTo !== undefined, request.wrapUp === true)) {
    addLine(messages, sentence)
  }
  return {
    system: [
      'You write the next message of a group chat in a messaging app. You only ever speak as one of its',
      'characters, never as a person.',
      '',
      'Members, one a line, whether they have spoken or not:',
      ...presentMembers(cast).map((member) => memberLine(member, true)),
      '',
      ...instructionLines(head.settings.instructions),
      FORMAT_RULES,
      '',
      STYLE_RULES,
    ].join('\n'),
    messages,
    cast,
    candidates,
    ...(reactTo ? { reactTo: { message: reactTo.id, by: reactTo.by } } : {}),
  }
}

/** What comes to the minds of those who may speak, who share the budget: all of it after the chat. [A3] */
function loreLines(
  { lore = new Map() }: AutopilotRequest,
  timeline: readonly TimelineItem[],
  candidates: readonly CastMember[],
): string[] {
  const knowing = candidates.filter(({ id }) => lore.has(id))
  return knowing.flatMap(({ id, label }) => {
    const { always, now } = loreFor(lore.get(id), timeline, LORE_TOKENS / knowing.length)
    return [...always, ...now].map((text) => renderLine({ event: 'comes-to-mind', to: label, text }))
  })
}

function taskSentences(candidates: readonly CastMember[], react: boolean, wrapUp: boolean): string[] {
  const sentences: string[] = []
  if (candidates.length === 1) sentences.push('Now answer the task above, as the speaker that it names.')
  else {
    sentences.push(
      'Now answer the task above: choose the speaker who would most naturally speak next, and its words.',
      'Whoever was addressed or asked goes first; otherwise prefer the earlier in the list.',
    )
  }
  if (react) sentences.push('The speaker also reacts to the message under "react".')
  if (wrapUp) {
    sentences.push(
      'This is the last message for now: let it round things off, and ask nothing of other characters.',
    )
  }
  return sentences
}
