import type {
  EventId,
  Failure,
  MemberId,
  NewEvent,
  RoomEvent,
  RoomId,
  TurnId,
  TurnPlan,
} from '@parley/protocol'
import type { Input } from '@parley/director'
import type { Clock } from '../clock.ts'
import { ModelFailure } from '../models/index.ts'
import type { AppendResult } from '../store/store.ts'
import type { ToolPart } from '../tools/converse.ts'
import { ApprovalDesk } from './approval-desk.ts'
import type { ModelCalls } from './model-calls.ts'
import { Words } from './words.ts'
import type { Ending } from './words.ts'

/** Between two chunks of a stream; the first one never waits. [M4] */
const CHUNK_MS = 40
const STORE_RETRY_MS = 1_000

export type Answer = Extract<Input, { type: 'picked' | 'answered' | 'declined' | 'failed' }>

export type TurnPorts = {
  calls: ModelCalls
  clock: Clock
  /** Appends under the room's epoch, and only while the turn is running and not stale. */
  append: (events: [NewEvent, ...NewEvent[]]) => Promise<AppendResult>
  /** Tells the director; `now` is added. */
  tell: (answer: AnswerWithoutTime) => void
  report: (message: string, details: Record<string, unknown>) => void
}
type WithoutTime<Value> = Value extends { now: number } ? Omit<Value, 'now'> : never
export type AnswerWithoutTime = WithoutTime<Answer>

/**
 * Runs one turn: calls models, holds the words until the director lets them be seen, writes them to
 * the log under the turn's fence. Whatever happens, it ends with an answer to the director or an
 * event in the log, unless it was aborted. [D4, M4]
 */
export class TurnRunner {
  readonly #ports: TurnPorts
  readonly #room: RoomId
  readonly #abort = new AbortController()
  readonly #plan: TurnPlan
  #words: Words | undefined
  /** The writing of the words, if it has begun; an abort waits for what is on its way to the log. */
  #speaking: Promise<void> = Promise.resolve()
  /** Where its calls of tools wait for people. */
  readonly #desk: ApprovalDesk
  /** What a tool does, on its way to the log. */
  #recording: Promise<unknown> = Promise.resolve()

  constructor(ports: TurnPorts, room: RoomId, plan: TurnPlan) {
    this.#ports = ports
    this.#room = room
    this.#plan = plan
    this.#desk = new ApprovalDesk(ports.clock)
  }

  get id(): TurnId {
    return this.#plan.id
  }

  /** Asks who speaks. */
  decide(): void {
    const elapsed = this.#stopwatch()
    this.#guard(async () => {
      const answer = await this.#ports.calls.decide(this.#room, this.#plan, this.#abort.signal)
      if (this.#abort.signal.aborted) return
      const { reaction, reasons, usage } = answer
      const choice = { turn: this.id, ...(reaction ? { reaction } : {}), ...(reasons ? { reasons } : {}) }
      if ('declined' in answer) {
        const by = answer.by === undefined ? {} : { by: answer.by }
        return this.#ports.tell({ type: 'declined', ...choice, ...by, usage })
      }
      const { speaker } = answer
      if (!('text' in answer)) return this.#ports.tell({ type: 'picked', ...choice, speaker, usage })
      const { text, finishReason, cutFor } = answer
      this.#words = new Words(true)
      this.#words.add(text)
      this.#words.end({ usage, finishReason, cutFor, durationMs: elapsed() })
      this.#ports.tell({ type: 'answered', ...choice, speaker, characters: text.length })
    })
  }

  /** Asks the speaker for its words; the director hears of it when the first of them are there. */
  think(speaker: MemberId): void {
    const words = new Words(false)
    this.#words = words
    const elapsed = this.#stopwatch()
    this.#guard(async () => {
      let begun = false
      const { signal } = this.#abort
      const parts = this.#ports.calls.words(this.#room, this.#plan, speaker, signal, this.#desk)
      for await (const part of parts) {
        if (signal.aborted) return
        if (part.type === 'end') return words.end({ ...part, durationMs: elapsed() })
        if (part.type === 'thinking') words.think(part.text)
        else if (part.type === 'text') {
          words.add(part.text)
          if (!begun) this.#ports.tell({ type: 'answered', turn: this.id, speaker })
          begun = true
        } else {
          // Durable before anything comes of it; what the fence refuses is of a turn that is over.
          const recording = this.#append([toolEvent(this.id, speaker, part)])
          this.#recording = recording
          if (!(await recording)) return
        }
      }
    })
  }

  /** Makes the words visible. */
  speak(speaker: MemberId): void {
    const words = this.#words
    if (words === undefined) return this.#fail(INTERNAL)
    this.#speaking = (words.whole ? this.#post(speaker, words) : this.#stream(speaker, words)).catch(
      (error: unknown) => this.#fail(this.#failure(error)),
    )
  }

  /** A person approves, or declines, what a tool of this turn is to do. [S5] */
  hear(event: RoomEvent<'approval-given'>): void {
    this.#desk.hear(event)
  }

  /** Stops every call; resolves when nothing of this turn is on its way to the log any more. */
  async abort(): Promise<void> {
    this.#abort.abort()
    this.#words?.end({ error: this.#abort.signal.reason })
    await Promise.all([this.#speaking, this.#recording])
  }

  async #post(by: MemberId, words: Words): Promise<void> {
    const { ending } = words
    const end = ending === undefined || 'error' in ending ? {} : endOf(ending)
    const data = { text: words.text, turn: this.id, ...end, ...thinkingOf(words) }
    await this.#append([{ type: 'message-posted', id: messageIdOf(this.id), by, data }])
  }

  async #stream(by: MemberId, words: Words): Promise<void> {
    const message = messageIdOf(this.id)
    const started: NewEvent = { type: 'message-started', id: message, by, data: { turn: this.id } }
    for (let chunk = 0; ; chunk += 1) {
      const text = await words.take()
      if (this.#abort.signal.aborted) return
      if (text === '') break
      const id = `${message}-${chunk}` as EventId
      const appended: NewEvent = { type: 'message-appended', id, by, data: { message, text } }
      if (!(await this.#append(chunk === 0 ? [started, appended] : [appended]))) return
      await this.#pause(CHUNK_MS)
    }
    const { ending } = words
    if (ending === undefined) return
    const failed = 'error' in ending
    const finished: NewEvent = {
      type: 'message-finished',
      id: finishIdOf(this.id),
      by,
      data: {
        message,
        text: words.text,
        turn: this.id,
        status: failed ? 'failed' : 'complete',
        ...thinkingOf(words),
        ...(failed ? {} : endOf(ending)),
      },
    }
    if ((await this.#append([finished])) && failed) this.#fail(this.#failure(ending.error))
  }

  /**
   * Whether the store took it; what a fence refuses is dropped, the director knows why by then.
   * While the store itself fails (a full disk) the words wait: nothing said is lost.
   */
  async #append(events: [NewEvent, ...NewEvent[]]): Promise<boolean> {
    while (!this.#abort.signal.aborted) {
      try {
        const result = await this.#ports.append(events)
        return result.status !== 'refused'
      } catch (error) {
        this.#ports.report('words could not be stored', { room: this.#room, turn: this.id, error })
        await this.#pause(STORE_RETRY_MS)
      }
    }
    return false
  }

  /** Answers how long ago it was started, milliseconds; a clock that is set back costs nothing. */
  #stopwatch(): () => number {
    const { clock } = this.#ports
    const startedAt = clock.now()
    return () => Math.max(0, Math.round(clock.now() - startedAt))
  }

  /** An abort ends it. */
  #pause(ms: number): Promise<void> {
    const { signal } = this.#abort
    return new Promise((resolve) => {
      const done = () => {
        cancel()
        signal.removeEventListener('abort', done)
        resolve()
      }
      const cancel = this.#ports.clock.after(ms, done)
      signal.addEventListener('abort', done)
    })
  }

  #guard(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      if (this.#abort.signal.aborted) return
      // Once words are visible the stream tells of the fault after the last of them.
      if (this.#words !== undefined && this.#words.text !== '') this.#words.end({ error })
      else this.#fail(this.#failure(error))
    })
  }

  #fail(failure: Failure): void {
    if (!this.#abort.signal.aborted) this.#ports.tell({ type: 'failed', turn: this.id, failure })
  }

  #failure(error: unknown): Failure {
    if (error instanceof ModelFailure) return error.failure
    this.#ports.report('a turn failed', { room: this.#room, turn: this.id, error })
    return INTERNAL
  }
}

const INTERNAL: Failure = {
  code: 'internal',
  message: 'Something went wrong on the server while this answer was being written.',
  retryable: true,
}

/** What is kept of how the words ended; `cutFor` is a member that may want to speak for itself. [M4, M5] */
function endOf({ usage, finishReason, durationMs, cutFor }: Exclude<Ending, { error: unknown }>) {
  return { usage, finishReason, durationMs, ...(cutFor === undefined ? {} : { cutFor }) }
}

function thinkingOf({ thinking }: Words): { thinking?: string } {
  return thinking === '' ? {} : { thinking }
}

function toolEvent(turn: TurnId, by: MemberId, part: ToolPart): NewEvent {
  const id = `${turn}-${part.call}-${part.type}` as EventId
  switch (part.type) {
    case 'tool-called': {
      const { type, ...data } = part
      return { type, id, by, data: { turn, ...data } }
    }
    case 'approval-requested': {
      const { type, ...data } = part
      return { type, id, by, data: { turn, ...data } }
    }
    case 'tool-finished': {
      const { type, ...data } = part
      return { type, id, by, data: { turn, ...data } }
    }
  }
}

/** Derived from the turn, so that a turn that is run again cannot post twice. [C3, D15] */
export function messageIdOf(turn: TurnId): EventId {
  return `${turn}-message` as EventId
}

export function finishIdOf(turn: TurnId): EventId {
  return `${turn}-finished` as EventId
}
