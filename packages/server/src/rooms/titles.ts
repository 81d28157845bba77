import { SYSTEM } from '@parley/protocol'
import type { EventId, NewEvent, RoomEvent, RoomHead, RoomId } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import { fitting, titleContext, undeleted } from '../context/index.ts'
import type { Log } from '../log/log.ts'
import { ModelFailure, nameChat } from '../models/index.ts'
import type { Delay, Models } from '../models/index.ts'
import type { Report } from '../report.ts'
import type { Spending } from '../spending/spending.ts'
import type { Store } from '../store/store.ts'
import type { Heads } from './heads.ts'
import { metered } from './metered.ts'
import { readScene } from './scene.ts'
import type { Scene } from './scene.ts'

/** A conversation of more messages than this has long begun: its members know it by their names. */
const FIRST_MESSAGES = 6
/** How much of it a title is made from. */
const TITLE_TOKENS = 1_500

export type TitlePorts = {
  store: Store
  log: Log
  heads: Heads
  models: Models
  clock: Clock
  report: Report
  /** Absent: calls have no budget. */
  spending?: Spending
  delay?: Delay
}

/**
 * Names rooms that nobody has named, after their first exchange. Once: what people make of the title then is
 * theirs. No answer waits for it; where it fails, the next one of the first messages asks again. [R5]
 */
export class Titles {
  readonly #ports: TitlePorts
  readonly #running = new Map<RoomId, Promise<void>>()
  readonly #abort = new AbortController()
  readonly #unlisten: () => void

  constructor(ports: TitlePorts) {
    this.#ports = ports
    this.#unlisten = ports.log.listen((room, events) => {
      if (events.some(isAnswer)) this.#look(room)
    })
  }

  /** Stops what is under way. */
  async close(): Promise<void> {
    this.#unlisten()
    this.#abort.abort()
    await Promise.all(this.#running.values())
  }

  #look(room: RoomId): void {
    if (this.#running.has(room) || this.#abort.signal.aborted) return
    const running = this.#name(room)
      .catch((error: unknown) => this.#fail(room, error))
      .finally(() => this.#running.delete(room))
    this.#running.set(room, running)
  }

  async #name(room: RoomId): Promise<void> {
    const { store, log, models, clock, spending, delay } = this.#ports
    if (!(await this.#isNameless(room))) return
    const scene = await readScene(store, room, () => TITLE_TOKENS)
    if (!isFirstExchange(scene)) return
    const model = models.resolve(models.judge, { pace: 'instant' })
    const shown = fitting(scene.timeline, TITLE_TOKENS)
    const context = titleContext({ ...scene, timeline: shown })
    const { signal } = this.#abort
    const { text: title } = await metered(
      { spending, room, budget: scene.head.settings.budget, model, context },
      () => nameChat({ model, context, signal, delay }),
    )
    // Somebody may have named it meanwhile.
    if (signal.aborted || !(await this.#isNameless(room))) return
    const event: NewEvent = { type: 'room-changed', id: idFor(room), by: SYSTEM, data: { title } }
    await log.append({ room, events: [event], at: clock.now(), fingerprint: 'title' })
  }

  async #isNameless(room: RoomId): Promise<boolean> {
    const head = await this.#ports.heads.read(room)
    if (head === undefined || head.deleted || head.settings.title !== '') return false
    return (await this.#ports.store.readEvent(room, idFor(room))) === undefined
  }

  #fail(room: RoomId, error: unknown): void {
    // A provider's trouble, or a budget that is used up, is told where somebody waits for an answer.
    if (this.#abort.signal.aborted || error instanceof ModelFailure) return
    this.#ports.report('a room could not be named', { room, error })
  }
}

/** Whole words of an agent. */
function isAnswer(event: RoomEvent): boolean {
  if (event.type === 'message-finished')
    return event.data.status === 'complete' && event.data.turn !== undefined
  return event.type === 'message-posted' && event.data.turn !== undefined
}

/** Whether somebody has been answered, and not much more has been said. */
function isFirstExchange({ head, timeline, earlier }: Scene): boolean {
  const messages = undeleted(timeline).filter((item) => item.kind === 'message')
  if (earlier || messages.length > FIRST_MESSAGES) return false
  return new Set(messages.map(({ by }) => kindOf(head, by))).size > 1
}

function kindOf(head: RoomHead, member: string): string | undefined {
  return head.members.find(({ id }) => id === member)?.kind
}

/** One for all processes and for good: a room is named once. */
function idFor(room: RoomId): EventId {
  return `title-of-${room}` as EventId
}
