import type {
  ClientFrame,
  ErrorCode,
  RoomEvent,
  RoomId,
  RoomSnapshot,
  Seq,
  ServerFrame,
} from '@parley/protocol'
import { foldView } from '@parley/room'
import type { RoomView } from '@parley/room'

/**
 * A room's log as this client follows it, without effects. [C1, C4]
 *
 *     none ──attach──▶ attaching ──attached──▶ attached ──gap──▶ attaching
 *      ▲                   │                       │
 *      └────── cut, error ─┴───────────────────────┘
 *
 * `cursor`: everything up to it has been seen. It can be ahead of `view.head.seq`, because a frame covers
 * more than it carries where chunks have been folded away.
 */
export type RoomLog = {
  readonly room: RoomId
  readonly view: RoomView | undefined
  readonly cursor: Seq
  readonly link:
    | { readonly phase: 'none' }
    | { readonly phase: 'attaching'; readonly ref: string }
    /** The answer promised everything up to `upTo`, then the live stream. */
    | { readonly phase: 'attached'; readonly upTo: Seq }
  /** Attaches since the cursor last moved: what keeps a confused server from being asked without end. */
  readonly fruitless: number
  /** The view has no place in the server's log any more: the next attach asks for a new one. */
  readonly outdated: boolean
  /** While a page of older items is on its way: the events that were folded meanwhile. */
  readonly meanwhile: readonly RoomEvent[] | undefined
}

type Frame<Type extends ServerFrame['type']> = Extract<ServerFrame, { type: Type }>

/** Messages in a new view. */
const TAIL = 40

/** What to do about a frame, besides taking over the new log. */
export type Verdict = 'fine' | 'attach-again' | 'reconnect'

/** Attaches in a row that bring nothing, before the connection itself is given up. */
const MOST_FRUITLESS = 3

const NONE = { phase: 'none' } as const

/** The log of a room of which nothing, or just a snapshot, is known. */
export function openLog(room: RoomId, snapshot?: RoomSnapshot): RoomLog {
  return {
    room,
    view: snapshot,
    cursor: snapshot?.head.seq ?? (0 as Seq),
    link: NONE,
    fruitless: 0,
    outdated: false,
    meanwhile: undefined,
  }
}

/** Asks for everything after the cursor, or for a new view where there is none to go on from. */
export function attach(log: RoomLog, ref: string): { log: RoomLog; frame: ClientFrame } {
  const from = log.view === undefined || log.outdated ? { tail: TAIL } : { after: log.cursor }
  return {
    log: { ...log, link: { phase: 'attaching', ref }, fruitless: log.fruitless + 1 },
    frame: { type: 'attach', ref, room: log.room, ...from },
  }
}

/** The answer to an attach. One to an earlier attach changes nothing. */
export function takeAttached(log: RoomLog, { ref, after, snapshot }: Frame<'attached'>): RoomLog {
  if (log.link.phase !== 'attaching' || log.link.ref !== ref) return log
  const link = { phase: 'attached', upTo: after } as const
  if (snapshot === undefined) return { ...log, link }
  return {
    ...log,
    link,
    view: snapshot,
    cursor: snapshot.head.seq,
    fruitless: 0,
    outdated: false,
    meanwhile: undefined,
  }
}

/**
 * Folds what is new of the frame into the view. What was seen is skipped; a frame that begins beyond the
 * cursor shows that something is missing, and is not folded.
 */
export function takeEvents(log: RoomLog, frame: Frame<'events'>): { log: RoomLog; verdict: Verdict } {
  if (log.view === undefined || log.outdated || frame.to <= log.cursor) return { log, verdict: 'fine' }
  if (frame.after > log.cursor) {
    if (log.link.phase !== 'attached') return { log, verdict: 'fine' }
    return { log, verdict: log.fruitless < MOST_FRUITLESS ? 'attach-again' : 'reconnect' }
  }
  const unseen = frame.events.filter((event) => event.seq > log.cursor)
  return {
    log: {
      ...log,
      view: foldView(log.view, unseen),
      cursor: frame.to,
      fruitless: 0,
      meanwhile: log.meanwhile && [...log.meanwhile, ...unseen],
    },
    verdict: 'fine',
  }
}

/** The connection is gone, or the server has ended this room's stream. */
export function cutOff(log: RoomLog): RoomLog {
  return log.link.phase === 'none' ? log : { ...log, link: NONE }
}

/** A new connection begins: it owes nothing to the failures of the last one. */
export function startAnew(log: RoomLog): RoomLog {
  return { ...log, link: NONE, fruitless: 0 }
}

/** The server was put back to before the cursor: the view must be replaced. */
export function markOutdated(log: RoomLog): RoomLog {
  return { ...log, link: NONE, outdated: true }
}

/** Whether a refused attach (or an ended stream) means that the room is no longer ours to see. */
export function meansLeaving(code: ErrorCode): boolean {
  return code === 'room-not-found' || code === 'room-deleted' || code === 'forbidden'
}

/** The view is complete as far as the server promised. */
export function isSynced(log: RoomLog): boolean {
  return log.link.phase === 'attached' && !log.outdated && log.cursor >= log.link.upTo
}
