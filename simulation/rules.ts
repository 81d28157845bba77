import type { Member, MemberId, ReplyMode, RoomEvent } from '@parley/protocol'

/** DIR-7. */
const BATCH_QUIET_MS = 500

/**
 * Rules of SPEC.md that are not among its invariants, looked at in the log of one room. Like the invariants it
 * knows the room from the events alone, and shares no code with what it judges.
 */
export class Rules {
  readonly #members = new Map<MemberId, Member>()
  readonly #broken: (what: string) => void
  #agentMessages = 0
  #cap = 0
  /** The smallest since an agent last spoke: a change may come while the decision is on its way. */
  #recentCap = 0
  #mode: ReplyMode = 'autopilot'
  #lastSpeaker: MemberId | undefined
  #lastMessage: string | undefined
  /** Whom people asked, or mentioned with a sign, since it last spoke. */
  readonly #asked = new Set<MemberId>()
  /** Whether nobody else was awake at some time since it spoke. */
  #wasAlone = false
  /** When a person spoke last, until a turn has taken that up. */
  #waitingSince: number | undefined

  constructor(broken: (what: string) => void) {
    this.#broken = broken
  }

  event(event: RoomEvent): void {
    switch (event.type) {
      case 'room-created':
      case 'room-changed':
        if ((event.data.replyMode ?? this.#mode) !== this.#mode) this.#asked.clear()
        this.#mode = event.data.replyMode ?? this.#mode
        this.#cap = event.data.maxConsecutiveAgentMessages ?? this.#cap
        this.#recentCap = Math.min(this.#recentCap, this.#cap)
        break
      case 'member-added':
      case 'member-changed':
        this.#members.set(event.data.member.id, event.data.member)
        this.#wasAlone ||= this.#awake() < 2
        break
      case 'member-removed':
        this.#members.delete(event.data.member)
        this.#wasAlone ||= this.#awake() < 2
        break
      case 'message-posted':
        this.#message(event)
        this.#mentioned(event.by, event.data.text)
        break
      case 'message-started':
        this.#message(event)
        break
      case 'message-finished':
        if (event.data.status === 'complete') this.#mentioned(event.by, event.data.text)
        break
      case 'message-edited':
        if (event.data.rerun === true) {
          this.#message(event)
          this.#mentioned(event.by, event.data.text)
        }
        break
      case 'turns-stopped':
        this.#asked.clear()
        break
      case 'message-deleted':
        if (event.data.message === this.#lastMessage) this.#lastSpeaker = undefined
        break
      case 'silence-kept':
        this.#waitingSince = undefined
        break
      case 'turn-requested':
        if (event.data.intent !== 'retry') this.#agentMessages = 0
        for (const agent of event.data.agents ?? []) this.#asked.add(agent)
        break
      case 'room-silenced':
        // DIR-21: system lines never count.
        if (event.data.reasons?.[0]?.code === 'cap-reached' && this.#agentMessages < this.#recentCap)
          this.#broken(`DIR-21: ${event.id} comes too early`)
        break
      case 'turn-queued':
        this.#queued(event)
        break
    }
  }

  #message({ by, at, id }: RoomEvent): void {
    this.#lastMessage = id
    this.#asked.delete(by)
    const isAgent = this.#members.get(by)?.kind === 'agent'
    this.#agentMessages = isAgent ? this.#agentMessages + 1 : 0
    this.#lastSpeaker = isAgent ? by : undefined
    this.#recentCap = this.#cap
    this.#wasAlone = this.#awake() < 2
    if (!isAgent) this.#waitingSince = at
  }

  #queued({ at, data: { plan } }: RoomEvent<'turn-queued'>): void {
    // DIR-11: whoever spoke last does not speak next, unless nobody else can.
    const isAgain = this.#lastSpeaker !== undefined && plan.candidates.includes(this.#lastSpeaker)
    const isChosen = this.#mode === 'autopilot' && plan.cause !== 'requested'
    if (isAgain && isChosen && !this.#wasAlone)
      this.#broken(`DIR-11: ${plan.id} for ${this.#lastSpeaker}, who spoke last`)
    // DIR-7: what comes within the quiet time is one batch.
    const isEarly = this.#waitingSince !== undefined && at < this.#waitingSince + BATCH_QUIET_MS
    if (plan.cause === 'person-spoke' && isEarly)
      this.#broken(`DIR-7: ${plan.id} did not wait for the rest of the batch`)
    // DIR-36: in an ambient room agents answer each other only when addressed.
    if (this.#mode === 'ambient' && plan.cause === 'agent-spoke' && plan.mustAnswer === undefined)
      this.#broken(`DIR-36: ${plan.id} answers an agent that addressed nobody`)
    // DIR-43: in a manual room each turn is that of one agent that a person asked since it last spoke.
    const [agent] = plan.candidates
    if (this.#mode === 'manual' && (agent === undefined || !this.#asked.has(agent)))
      this.#broken(`DIR-43: ${plan.id} for ${agent}, whom nobody asked`)
    this.#waitingSince = undefined
  }

  #mentioned(by: MemberId, text: string): void {
    if (this.#members.get(by)?.kind !== 'person') return
    for (const { id, name } of this.#members.values()) if (text.includes(`@${name}`)) this.#asked.add(id)
  }

  #awake(): number {
    return [...this.#members.values()].filter(({ kind, paused }) => kind === 'agent' && paused !== true)
      .length
  }
}
