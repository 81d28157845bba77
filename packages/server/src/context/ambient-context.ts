import type { Agent, EventId, MemberId, RoomHead, TimelineItem } from '@parley/protocol'
import { castOf, type Cast, type CastMember } from './cast.ts'
import { quote, renderLine } from './line.ts'
import { FORMAT_RULES, instructionLines, presentMembers } from './rules.ts'
import { addLine, transcript, undeleted, type History, type TranscriptMessage } from './transcript.ts'

export type AmbientRequest = History & {
  readonly head: RoomHead
  readonly agents: ReadonlyMap<MemberId, Agent>
  /** Who may speak, likeliest first; those who are not in the room are left out. */
  readonly candidates: readonly MemberId[]
  /** Message to which somebody may react, if it stands in the timeline. [D8] */
  readonly reactTo?: EventId | undefined
}

/** A finished prompt that asks whether anybody speaks at all, with what an answer to it may name. */
export type AmbientContext = {
  readonly system: string
  readonly messages: readonly TranscriptMessage[]
  /** Everybody whom the prompt names. */
  readonly cast: Cast
  /** Never empty, likeliest first. */
  readonly candidates: readonly CastMember[]
  /** What stands for nobody among the keys: never the key of a member. */
  readonly nobody: string
  readonly reactTo?: { readonly message: EventId; readonly by: MemberId } | undefined
}

/**
 * Builds the prompt that asks, in an ambient room, whether one of the candidates says something now. What
 * changes from moment to moment stands at its end, so that the prompts of a room share their beginning.
 * Throws when no candidate is in the room. [D10]
 */
export function ambientContext(request: AmbientRequest): AmbientContext {
  const { head, agents } = request
  const timeline = undeleted(request.timeline)
  const cast = castOf(head, timeline, agents)
  const candidates = request.candidates.flatMap((id) => {
    const member = cast.get(id)
    return member?.present && member.kind === 'agent' ? [member] : []
  })
  if (candidates.length === 0) throw new RangeError('no candidate is in the room')
  const target = timeline.find((item) => item.id === request.reactTo)
  const reactTo = target?.kind === 'message' ? target : undefined
  const nobody = freeKey('nobody', cast)
  const messages = transcript({ ...request, timeline }, cast, undefined)
  addLine(
    messages,
    renderLine({
      task: 'who-speaks',
      speakers: candidates.map(({ key }) => key),
      nobody,
      'messages-lately': messagesBy(timeline, cast),
      react: reactTo && { to: cast.get(reactTo.by)?.label ?? '', quote: quote(reactTo.text) },
    }),
  )
  for (const sentence of taskSentences(nobody, reactTo !== undefined)) addLine(messages, sentence)
  return {
    system: [
      'You watch a group chat in which people talk with each other and AI characters may join in. You decide',
      'whether a character says something now. You never write its words.',
      '',
      'Members, one a line, whether they have spoken or not:',
      ...presentMembers(cast).map((member) => memberLine(member, head)),
      '',
      ...instructionLines(head.settings.instructions),
      FORMAT_RULES,
    ].join('\n'),
    messages,
    cast,
    candidates,
    nobody,
    ...(reactTo ? { reactTo: { message: reactTo.id, by: reactTo.by } } : {}),
  }
}

function memberLine(member: CastMember, { members }: RoomHead): string {
  const isAgent = member.kind === 'agent'
  const talkativeness = members.find(({ id }) => id === member.id)?.talkativeness ?? DEFAULT_TALKATIVENESS
  return renderLine({
    member: member.key,
    name: member.label,
    kind: isAgent ? 'character' : 'person',
    title: member.title === '' ? undefined : member.title,
    about: isAgent && member.personality.trim() !== '' ? quote(member.personality) : undefined,
    'joins-in': isAgent ? inWords(talkativeness) : undefined,
  })
}

const DEFAULT_TALKATIVENESS = 0.5

/** What a person set as a number, in words that a model can weigh. [A1] */
function inWords(talkativeness: number): string {
  if (talkativeness < 0.2) return 'almost never unless asked'
  if (talkativeness < 0.4) return 'seldom'
  if (talkativeness <= 0.6) return 'now and then'
  return talkativeness <= 0.8 ? 'often' : 'gladly and a lot'
}

/** Messages lately by each member who is here, by key: who has said much can wait. */
function messagesBy(timeline: readonly TimelineItem[], cast: Cast): { [key: string]: string } {
  const count = (id: MemberId) => timeline.filter(({ kind, by }) => kind === 'message' && by === id).length
  return Object.fromEntries(presentMembers(cast).map(({ id, key }) => [key, String(count(id))]))
}

function taskSentences(nobody: string, react: boolean): string[] {
  return [
    'Now answer the task above. Most moments of a chat need no character: when people talk to each other, when',
    `something is settled, when a character could only agree, "${nobody}" is a good answer. Choose one of the`,
    '"speakers" only if people would miss its words: it was asked, or it knows or feels something that belongs',
    'here. The list has the likelier first. Whoever has said much lately leaves room for others.',
    ...(react ? ['A reaction to the message under "react" can say enough, also without any words.'] : []),
    'Give your reason in a few words, and how sure you are.',
  ]
}

function freeKey(base: string, cast: Cast): string {
  const taken = new Set([...cast.values()].map(({ key }) => key))
  let key = base
  while (taken.has(key)) key = `${key}-at-all`
  return key
}
