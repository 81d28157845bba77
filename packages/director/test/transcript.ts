import type { MemberId, Reason, RoomEvent } from '@parley/protocol'
import { START, VirtualRoom } from './virtual-room.ts'
import type { VirtualRoomOptions } from './virtual-room.ts'
import type { Step } from './room-process.ts'

/**
 * What happens in a room as text: seconds since it was opened, then events, and indented with `>`
 * what the director asks of the turn runner.
 */
export class Transcript {
  readonly room: VirtualRoom
  readonly #lines: string[] = []

  constructor(options: VirtualRoomOptions) {
    this.room = new VirtualRoom({
      ...options,
      onAppend: (event) => this.#event(event),
      onStep: (step) => this.#step(step),
    })
  }

  /** Plays `acts` (milliseconds, what happens then) and on until the room is at rest. */
  play(acts: [number, (room: VirtualRoom) => unknown][]): string {
    for (const [ms, act] of acts) this.room.at(ms, () => act(this.room))
    this.room.run()
    return `${this.#lines.join('\n')}\n`
  }

  #step({ input, effects }: Step): void {
    for (const effect of effects) {
      if (effect.type === 'append') continue
      const words =
        effect.type === 'abort'
          ? `abort ${effect.turn}`
          : effect.type === 'decide'
            ? `decide ${effect.plan.id}`
            : `${effect.type} ${effect.plan.id} as ${effect.speaker}`
      this.#write(input.now, `  > ${words}`)
    }
  }

  #event(event: RoomEvent): void {
    const words = describe(event)
    if (words !== undefined) this.#write(event.at, words)
  }

  #write(at: number, words: string): void {
    this.#lines.push(`${((at - START) / 1_000).toFixed(3).padStart(9)}  ${words}`)
  }
}

function describe(event: RoomEvent): string | undefined {
  switch (event.type) {
    case 'room-created': {
      const { pace, maxConsecutiveAgentMessages } = event.data
      return `room created, pace ${pace}, at most ${maxConsecutiveAgentMessages} agent messages`
    }
    case 'room-changed':
      return `room changed: ${JSON.stringify(event.data)}`
    case 'room-deleted':
    case 'room-restored':
      return event.type.replace('-', ' ')
    case 'member-added':
      return `${event.data.member.name} (${event.data.member.kind}) is added`
    case 'member-changed':
      return `${event.data.member.name} is ${event.data.member.paused === true ? 'paused' : 'awake'}`
    case 'member-removed':
      return `${event.data.member} is removed`
    case 'message-posted':
      return `${event.by}: ${event.data.text}`
    case 'message-started':
      return `${event.by} begins ${event.id}`
    case 'message-appended':
      return `${event.by} .. ${event.data.text}`
    case 'message-finished':
      return `${event.by} ${event.data.status}: ${event.data.text}`
    case 'reaction-added':
      return `${event.by} reacts to ${event.data.message} with ${event.data.reaction}`
    case 'reaction-removed':
      return `${event.by} takes ${event.data.reaction} back from ${event.data.message}`
    case 'message-edited':
      return `${event.by} edits ${event.data.message}: ${event.data.text}${event.data.rerun === true ? ', again' : ''}`
    case 'item-imported':
      return `${event.by} puts in what was said elsewhere`
    case 'message-deleted':
      return `${event.by} deletes ${event.data.message}`
    case 'turn-requested': {
      const { intent, agents } = event.data
      return `${event.by} asks to ${intent}${agents ? ` ${agents.join(', ')}` : ''}`
    }
    case 'turns-stopped':
      return `${event.by} stops all`
    case 'silence-kept':
      return `nobody speaks (${because(event.data.reasons)})`
    case 'turn-queued': {
      const { id, candidates, priority, mustAnswer, mayDecline, reactTo, wrapUp, attempt, reasons } =
        event.data.plan
      const marks = [
        ...(mustAnswer ? [`${mustAnswer} must answer`] : []),
        ...(reactTo ? [`may react to ${reactTo}`] : []),
        ...(wrapUp ? ['wraps up'] : []),
        ...(mayDecline === true ? ['may decline'] : []),
        ...(attempt > 0 ? [`attempt ${attempt + 1}`] : []),
      ]
      const extra = marks.length > 0 ? `, ${marks.join(', ')}` : ''
      return `${id} queued at ${priority} for ${candidates.join(' or ')}${extra} (${because(reasons)})`
    }
    case 'turn-advanced': {
      const { turn, phase, speaker, until } = event.data
      const due = until === undefined ? '' : ` until ${((until - START) / 1_000).toFixed(3)}`
      return `${turn} ${phase}${speaker ? ` as ${speaker}` : ''}${due}`
    }
    case 'turn-ended': {
      const { turn, outcome, failure, reasons } = event.data
      return `${turn} ended: ${outcome}${failure ? `, ${failure.code}` : ''}${reasons ? ` (${because(reasons)})` : ''}`
    }
    case 'room-silenced':
      return `${event.data.member} has notifications silenced (${because(event.data.reasons ?? [])})`
  }
}

function because(reasons: readonly Reason[]): string {
  const about = (member?: MemberId, event?: string) =>
    [member, event].filter((part) => part !== undefined).join(' ')
  return reasons
    .map(({ code, member, event, score }) =>
      [code, about(member, event), score].filter((part) => part !== undefined && part !== '').join(' '),
    )
    .join('; ')
}
