import type { MemberId, Reason, RoomEvent, TurnId, TurnOutcome } from '@parley/protocol'
import { namesInWords } from '../../shared/names.ts'
import { reasonWords } from './reason-words.ts'
import type { Names } from './reason-words.ts'

/** What the panel says: a heading, then one sentence per reason, in the order of the decisions. */
export type Explanation = { heading: string; sentences: string[] }

/**
 * Puts the decisions behind a message or a line into words; `byAgent`: it is an agent's message, which can be there
 * without any. There is always a sentence. [D12]
 */
export function explanationOf(events: readonly RoomEvent[], names: Names, byAgent = false): Explanation {
  const known: Names = {
    ...names,
    // What led to a decision may be among the decisions: a request is in no conversation.
    authorOf: (id) => names.authorOf(id) ?? events.find((event) => event.id === id)?.by,
  }
  const silenced = events.filter((event) => event.type === 'room-silenced' && reasonsOf(event).length > 0)
  // Why it went quiet is not why somebody had spoken before.
  const sentences = (silenced.length > 0 ? silenced : events)
    .flatMap((event) => tellingOf(reasonsOf(event)))
    .map((reason) => reasonWords(reason, known))
  const heading = headingOf(events, names)
  if (sentences.length > 0) return { heading, sentences: [...new Set(sentences)] }
  if (events.length > 0) return { heading, sentences: ['No reason was written down.'] }
  return { heading, sentences: [byAgent ? UNDECIDED : UNANSWERED] }
}

const UNDECIDED = 'No agent was chosen for it: it was written beforehand, or comes from elsewhere.'
const UNANSWERED = 'No agent was asked to answer it, and none had to decide whether to.'

function reasonsOf(event: RoomEvent): readonly Reason[] {
  switch (event.type) {
    case 'turn-queued':
      return event.data.plan.reasons
    case 'turn-advanced':
    case 'turn-ended':
    case 'room-silenced':
    case 'silence-kept':
      return event.data.reasons ?? []
    default:
      return []
  }
}

/** That somebody was asked tells all that the request itself would. */
function tellingOf(reasons: readonly Reason[]): readonly Reason[] {
  const asked = reasons.some(({ code }) => code === 'asked')
  return asked ? reasons.filter(({ code }) => code !== 'requested') : reasons
}

/** By what became of the last decision; who spoke before that is named with it. */
function headingOf(events: readonly RoomEvent[], names: Names): string {
  const last = events.findLast((event) => ENDINGS.has(event.type))
  if (last?.type === 'room-silenced') return 'Why it went quiet'
  if (last?.type === 'silence-kept') return 'Why nobody answered'
  if (last?.type === 'turn-ended') {
    const spoke = speakersOf(events).map(names.nameOf)
    return spoke.length > 0 ? `Why ${namesInWords(spoke)} spoke` : ENDED[last.data.outcome]
  }
  const working = events.findLast((event) => event.type === 'turn-advanced' && event.data.speaker)
  if (working?.type === 'turn-advanced' && working.data.speaker)
    return `Why it is ${names.nameOf(working.data.speaker)}’s turn`
  return events.length > 0 ? 'Somebody is about to answer' : 'No decision behind it'
}

const ENDINGS: ReadonlySet<string> = new Set(['turn-ended', 'room-silenced', 'silence-kept'])

const ENDED: Record<TurnOutcome, string> = {
  spoke: 'Why somebody spoke',
  reacted: 'Why there was just a reaction',
  'stayed-silent': 'Why nobody answered',
  interrupted: 'Why the answer was cut off',
  stopped: 'Why it was stopped',
  failed: 'Why there is no answer',
  capped: 'Why the agents stopped',
}

/** Who spoke, each once: a turn's end need not repeat the speaker that was chosen before. */
function speakersOf(events: readonly RoomEvent[]): MemberId[] {
  const chosen = new Map<TurnId, MemberId>()
  const spoke = new Set<MemberId>()
  for (const { type, data } of events) {
    if (type === 'turn-advanced' && data.speaker !== undefined) chosen.set(data.turn, data.speaker)
    if (type !== 'turn-ended' || data.outcome !== 'spoke') continue
    const speaker = data.speaker ?? chosen.get(data.turn)
    if (speaker !== undefined) spoke.add(speaker)
  }
  return [...spoke]
}
