import type { EventId, MemberId, Message, Seq, SystemLine, TimelineItem, TurnId } from '@parley/protocol'
import type { PendingMessage } from '@parley/client'
import { separates } from '../../shared/clock.ts'
import type { Typist } from '../../shared/typing.ts'

type InRun = {
  by: MemberId
  /** The first and the last of a run by the same author: the name stands above, the tail hangs below. */
  first: boolean
  last: boolean
}

/**
 * What stands in a conversation, from top to bottom. A message of a turn has the turn's key, and so
 * has the typing bubble before it: the bubble turns into the message in place. A message of ours has
 * its own id as key before and after the server acknowledged it.
 */
export type Row =
  | { kind: 'separator'; key: string; at: number }
  | { kind: 'line'; key: string; item: SystemLine }
  | ({ kind: 'message'; key: string; message: Message; pending?: PendingMessage } & InRun)
  | ({ kind: 'typing'; key: string; turn: TurnId } & InRun)

/**
 * Lays a timeline out: stored items, then what still waits to be sent, then who types. A message that is
 * acknowledged, or a turn that speaks, thus stays where it is. [W1]
 */
export function rowsOf(
  timeline: readonly TimelineItem[],
  typists: readonly Typist[],
  pending: readonly PendingMessage[],
  me: MemberId,
): Row[] {
  const rows: Row[] = []
  const keys = new Set<string>()
  const freshKey = (wanted: string, otherwise: string) => {
    const key = keys.has(wanted) ? otherwise : wanted
    keys.add(key)
    return key
  }
  let lastAt: number | undefined
  for (const item of timeline) {
    // A reply that was cut before its first word has nothing to show.
    if (item.kind === 'message' && item.text === '' && item.status !== 'streaming') continue
    if (separates(lastAt, item.at)) rows.push({ kind: 'separator', key: `at-${item.id}`, at: item.at })
    lastAt = item.at
    if (item.kind === 'line') rows.push({ kind: 'line', key: item.id, item })
    else
      rows.push(
        inRun({ kind: 'message', key: freshKey(item.turn ?? item.id, item.id), message: item, by: item.by }),
      )
  }
  for (const waiting of pending) {
    if (separates(lastAt, waiting.at))
      rows.push({ kind: 'separator', key: `at-${waiting.id}`, at: waiting.at })
    lastAt = waiting.at
    const message = asMessage(waiting, me)
    rows.push(
      inRun({ kind: 'message', key: freshKey(waiting.id, waiting.id), message, pending: waiting, by: me }),
    )
  }
  for (const { turn, member } of typists) {
    rows.push(inRun({ kind: 'typing', key: freshKey(turn, `typing-${turn}`), turn, by: member }))
  }
  return markRuns(rows)
}

/** The last message of ours, which carries "Delivered". */
export function lastOwnId(rows: readonly Row[], me: MemberId): EventId | undefined {
  const row = rows.findLast((candidate) => candidate.kind === 'message' && candidate.by === me)
  return row?.kind === 'message' ? row.message.id : undefined
}

function inRun<Fields extends object>(fields: Fields): Fields & { first: boolean; last: boolean } {
  return { ...fields, first: true, last: true }
}

function markRuns(rows: Row[]): Row[] {
  return rows.map((row, index) =>
    'by' in row
      ? { ...row, first: !sameAuthor(rows[index - 1], row), last: !sameAuthor(rows[index + 1], row) }
      : row,
  )
}

function sameAuthor(other: Row | undefined, row: InRun): boolean {
  return other !== undefined && 'by' in other && other.by === row.by
}

const shown = new WeakMap<PendingMessage, Message>()

/** A waiting message in the shape of a stored one; the same object for the same state. */
function asMessage(pending: PendingMessage, me: MemberId): Message {
  const message: Message = shown.get(pending) ?? {
    kind: 'message',
    id: pending.id,
    seq: 0 as Seq,
    at: pending.at,
    by: me,
    text: pending.text,
    status: 'complete',
    ...(pending.replyTo === undefined ? {} : { replyTo: pending.replyTo }),
    reactions: [],
    foldedTo: 0 as Seq,
  }
  shown.set(pending, message)
  return message
}
