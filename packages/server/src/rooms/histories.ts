import { SYSTEM } from '@parley/protocol'
import type { EventId, NewEvent, RoomId, Seq, TimelineItem } from '@parley/protocol'
import { v7 as newId } from 'uuid'
import type { Clock } from '../clock.ts'
import { fitting, oldest, summaryContext, tokensOf, undeleted } from '../context/index.ts'
import type { Log } from '../log/log.ts'
import { ModelFailure, summarise } from '../models/index.ts'
import type { Delay, Models } from '../models/index.ts'
import type { Report } from '../report.ts'
import type { Spending } from '../spending/spending.ts'
import type { Store } from '../store/store.ts'
import { metered } from './metered.ts'
import type { Scene } from './scene.ts'

/** Shares of what a prompt shows: a summary is made beyond the one, and leaves the other as it was said. */
const FULL = 0.75
const LEFT = 0.35
/** After a summary that could not be made. */
const PAUSE_MS = 60_000

export type HistoryPorts = {
  store: Store
  log: Log
  models: Models
  clock: Clock
  report: Report
  /** Absent: calls have no budget. */
  spending?: Spending
  delay?: Delay
}

/**
 * Keeps conversations short enough for models: before one outgrows what a prompt shows, its older part is
 * summarised, once, and the summary put into the log. No answer waits for that, and none fails because of it:
 * until it is there prompts leave out the oldest messages. [M6]
 */
export class Histories {
  readonly #ports: HistoryPorts
  readonly #running = new Map<RoomId, Promise<void>>()
  readonly #pausedUntil = new Map<RoomId, number>()
  readonly #abort = new AbortController()

  constructor(ports: HistoryPorts) {
    this.#ports = ports
  }

  /** Looks whether a conversation, as a prompt is about to show it, wants a summary. */
  look(scene: Scene): void {
    const { id } = scene.head
    if (this.#running.has(id) || this.#abort.signal.aborted) return
    const block = blockOf(scene)
    if (block.length === 0 || this.#isPaused(id)) return
    const running = this.#summarise(scene, block)
      .catch((error: unknown) => this.#fail(id, error))
      .finally(() => this.#running.delete(id))
    this.#running.set(id, running)
  }

  /** Resolves when no summary of the room is being made. */
  async settled(room: RoomId): Promise<void> {
    await this.#running.get(room)
  }

  /** Stops what is under way. */
  async close(): Promise<void> {
    this.#abort.abort()
    await Promise.all(this.#running.values())
  }

  async #summarise(scene: Scene, block: readonly TimelineItem[]): Promise<void> {
    const { store, models, spending, delay } = this.#ports
    const { id, settings } = scene.head
    const model = models.resolve(models.judge, { pace: 'instant' })
    const shown = fitting(block, models.largestHistory(models.judge))
    const earlier = scene.earlier || shown.length < block.length
    const context = summaryContext({ ...scene, timeline: shown, earlier })
    const { signal } = this.#abort
    const { text, usage } = await metered(
      { spending, room: id, budget: settings.budget, model, context },
      () => summarise({ model, context, signal, delay }),
    )
    const upTo = block.at(-1)?.seq
    if (upTo === undefined || (await hasChanged(store, id, block))) return
    await this.#append(id, { upTo, text, usage })
    // What was deleted while it was on its way may be in it.
    if (await hasChanged(store, id, block)) await this.#append(id, { upTo: 0 as Seq, text: '' })
  }

  async #append(room: RoomId, data: NewEvent<'history-summarised'>['data']): Promise<void> {
    const { log, clock } = this.#ports
    const event: NewEvent = { type: 'history-summarised', id: newId() as EventId, by: SYSTEM, data }
    await log.append({ room, events: [event], at: clock.now(), fingerprint: 'history' })
  }

  #isPaused(room: RoomId): boolean {
    return (this.#pausedUntil.get(room) ?? 0) > this.#ports.clock.now()
  }

  #fail(room: RoomId, error: unknown): void {
    if (this.#abort.signal.aborted) return
    this.#pausedUntil.set(room, this.#ports.clock.now() + PAUSE_MS)
    // A provider's trouble, or a budget that is used up, is told where somebody waits for an answer.
    if (!(error instanceof ModelFailure))
      this.#ports.report('a history could not be summarised', { room, error })
  }
}

/** What is to be summarised now: nothing that is still being said, nor anything after that. */
function blockOf({ timeline, historyTokens }: Scene): readonly TimelineItem[] {
  const there = undeleted(timeline)
  const tokens = tokensOf(there)
  if (tokens <= historyTokens * FULL) return []
  const block = oldest(there, tokens - historyTokens * LEFT)
  const open = block.findIndex((item) => item.kind === 'message' && item.status === 'streaming')
  return open < 0 ? block : block.slice(0, open)
}

/** Whether a message was edited or deleted since it was read. */
async function hasChanged(store: Store, room: RoomId, block: readonly TimelineItem[]): Promise<boolean> {
  const now = await Promise.all(block.map(({ id }) => store.readItem(room, id)))
  return block.some((item, index) => {
    const same = now[index]
    if (same === undefined || same.deleted === true) return true
    return same.kind === 'message' && item.kind === 'message' && same.text !== item.text
  })
}
