import { LIMITS, SYSTEM } from '@parley/protocol'
import type { EventId, LinkPreview, Message, NewEvent, RoomEvent, RoomId, Seq } from '@parley/protocol'
import { linksIn } from '@parley/room'
import { hash } from 'node:crypto'
import type { Attachments } from '../attachments/attachments.ts'
import { TokenBucket } from '../channel/token-bucket.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log/log.ts'
import type { Report } from '../report.ts'
import type { Heads } from '../rooms/heads.ts'
import type { Store } from '../store/store.ts'
import { ToolError } from '../tools/tool.ts'
import { WEB_RULES } from '../tools/web/get-page.ts'
import type { WebRules } from '../tools/web/get-page.ts'
import { KnownPages } from './known-pages.ts'
import { lookUp } from './look-up.ts'
import { WaitingRooms } from './waiting-rooms.ts'

export type PreviewPorts = {
  store: Store
  log: Log
  heads: Heads
  attachments: Attachments
  clock: Clock
  report: Report
  /** Tells why a link has no preview; no address is told, since it may let somebody in somewhere. */
  debug?: Report
  rules?: WebRules
}

/** Nobody waits for it, so nobody is kept waiting by it: neither by a slow page nor by a slow picture. */
export const PREVIEW_RULES: WebRules = { ...WEB_RULES, maxRedirects: 4, timeoutMs: 6_000 }

/** Rooms that are served at the same time, one message each. */
const AT_ONCE = 4
/** Messages that wait; more are passed over, as a flood of links deserves. */
const MOST_WAITING = 200
const PER_ROOM = { perSecond: 0.2, burst: 20 }
/** Pages, pictures apart, of all rooms together. */
const PER_SERVER = { perSecond: 4, burst: 80 }
const MOST_BUCKETS = 1_000
/** What a later start looks at again. */
const LOOKED_BACK_MS = 60 * 60 * 1_000
const LOOKED_BACK = 20

type Job = { room: RoomId; message: EventId }

/**
 * Adds to messages what the pages say to which they lead, some time later and off every path on which somebody
 * waits. Once for each message and edit: the event's id is made of these, so that nothing comes twice. A page that
 * says nothing, or cannot be had, leaves no trace in the room. [W4, S4, C1, C3]
 */
export class LinkPreviews {
  readonly #ports: PreviewPorts
  readonly #pages: KnownPages
  readonly #notes: WaitingRooms
  readonly #unlisten: () => void
  readonly #abort = new AbortController()
  readonly #waiting: Job[] = []
  readonly #running = new Map<RoomId, Promise<void>>()
  readonly #buckets = new Map<RoomId, TokenBucket>()
  #writing: Promise<void> = Promise.resolve()
  #resuming: Promise<void> = Promise.resolve()
  readonly #allPages = new TokenBucket(PER_SERVER)

  constructor(ports: PreviewPorts) {
    const { attachments, clock, rules = PREVIEW_RULES } = ports
    this.#ports = ports
    this.#notes = new WaitingRooms(ports.store.directory)
    this.#pages = new KnownPages({
      attachments,
      now: clock.now,
      lookUp: (url) => lookUp(url, rules, this.#abort.signal),
    })
    this.#unlisten = ports.log.listen((room, events) => this.#hear(room, events))
  }

  /** Takes up what an earlier process had not done yet, of the last hour. Nothing waits for it. */
  resume(): void {
    this.#resuming = this.#takeUp().catch((error: unknown) => {
      this.#ports.report('previews could not be taken up', { error })
    })
  }

  /** Stops what is under way; a later start takes it up. */
  async close(): Promise<void> {
    this.#unlisten()
    this.#abort.abort()
    await this.#resuming
    await Promise.all([...this.#running.values(), this.#writing])
  }

  async #takeUp(): Promise<void> {
    const { store, clock } = this.#ports
    // What was appended just before a crash may stand in no note yet, but then its room is due.
    const rooms = new Set([...(await this.#notes.left()), ...(await store.readDue(Number.MAX_SAFE_INTEGER))])
    for (const room of [...rooms].slice(0, MOST_WAITING)) {
      const { items } = await store.readTimeline(room, Number.MAX_SAFE_INTEGER as Seq, LOOKED_BACK)
      for (const item of items) {
        if (item.kind !== 'message' || item.at < clock.now() - LOOKED_BACK_MS) continue
        if (linksIn(item.text).length > 0) this.#enqueue({ room, message: item.id })
      }
    }
  }

  #hear(room: RoomId, events: readonly RoomEvent[]): void {
    for (const event of events) {
      const said = saidIn(event)
      if (said !== undefined && linksIn(said.text).length > 0) this.#enqueue({ room, message: said.message })
    }
  }

  #enqueue(job: Job): void {
    if (this.#abort.signal.aborted || this.#waiting.length >= MOST_WAITING) return
    if (this.#waiting.some(({ room, message }) => room === job.room && message === job.message)) return
    this.#waiting.push(job)
    this.#noted(this.#notes.add(job.room))
    this.#next()
  }

  #next(): void {
    while (this.#running.size < AT_ONCE && !this.#abort.signal.aborted) {
      const index = this.#waiting.findIndex(({ room }) => !this.#running.has(room))
      const [job] = index < 0 ? [] : this.#waiting.splice(index, 1)
      if (job === undefined) return
      const running = this.#do(job).finally(() => {
        this.#running.delete(job.room)
        this.#next()
      })
      this.#running.set(job.room, running)
    }
  }

  async #do(job: Job): Promise<void> {
    try {
      await this.#preview(job)
    } catch (error) {
      if (this.#abort.signal.aborted) return
      this.#ports.report('a link could not be previewed', { room: job.room, error })
    }
    if (!this.#abort.signal.aborted) this.#noted(this.#notes.delete(job.room))
  }

  /** A preview does not wait for what is only there for the case of a crash. */
  #noted(writing: Promise<void>): void {
    this.#writing = writing.catch((error: unknown) => {
      this.#ports.report('what waits for previews could not be noted', { error })
    })
  }

  async #preview({ room, message }: Job): Promise<void> {
    const { store, log, heads, clock } = this.#ports
    const item = await this.#readOpen(room, message)
    const head = await heads.read(room)
    if (item === undefined || head === undefined || head.deleted || head.settings.webAccess === false) return
    const id = idFor(item)
    if ((await store.readEvent(room, id)) !== undefined || !this.#mayAsk(room)) return
    const links = linksIn(item.text).slice(0, LIMITS.maxLinkPreviews)
    const found = await Promise.all(links.map((url) => this.#read(room, url)))
    const previews = found.filter((preview) => preview !== undefined)
    if (previews.length === 0 || this.#abort.signal.aborted) return
    // An edit has a preview of its own.
    const now = await this.#readOpen(room, message)
    if (now === undefined || idFor(now) !== id) return
    const data = { message, previews }
    const event: NewEvent = { type: 'links-previewed', id, by: SYSTEM, causedBy: message, data }
    await log.append({ room, events: [event], at: clock.now(), fingerprint: 'link-previews' })
  }

  async #readOpen(room: RoomId, message: EventId): Promise<Message | undefined> {
    const item = await this.#ports.store.readItem(room, message)
    return item?.kind === 'message' && item.status === 'complete' && item.deleted !== true ? item : undefined
  }

  async #read(room: RoomId, url: string): Promise<LinkPreview | undefined> {
    try {
      if (!this.#pages.has(url) && this.#allPages.take(this.#ports.clock.now()) > 0) return undefined
      const says = await this.#pages.read(room, url)
      return says && { url, ...says }
    } catch (error) {
      const reason = error instanceof ToolError ? error.message : error
      if (!this.#abort.signal.aborted) this.#ports.debug?.('a link has no preview', { room, reason })
      return undefined
    }
  }

  #mayAsk(room: RoomId): boolean {
    const bucket = this.#buckets.get(room) ?? new TokenBucket(PER_ROOM)
    this.#buckets.delete(room)
    this.#buckets.set(room, bucket)
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= MOST_BUCKETS) break
      this.#buckets.delete(oldest)
    }
    return bucket.take(this.#ports.clock.now()) === 0
  }
}

/** Whole words, of whoever said them. What was said elsewhere keeps the previews that it came with. */
function saidIn(event: RoomEvent): { message: EventId; text: string } | undefined {
  switch (event.type) {
    case 'message-posted':
      return { message: event.id, text: event.data.text }
    case 'message-finished':
    case 'message-edited':
      return { message: event.data.message, text: event.data.text }
    default:
      return undefined
  }
}

/** The same for the same words, also in another process. */
function idFor({ id, editedAt = 0 }: Message): EventId {
  return `links-${hash('sha256', `${id} ${editedAt}`, 'base64url')}` as EventId
}
