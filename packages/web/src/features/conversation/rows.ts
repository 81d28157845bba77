import type { EventId, MemberId, Message, Seq, SystemLine, TimelineItem } from '@parley/protocol'
import type { PendingMessage } from '@parley/client'
import type { Typist } from '@parley/room'
import { separates } from '../../shared/clock.ts'

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
  /** Above the first message that the reader had not seen when the room was opened. */
  | { kind: 'unread'; key: string }
  | { kind: 'line'; key: string; item: SystemLine }
  | ({ kind: 'message'; key: string; message: Message; pending?: PendingMessage } & InRun)
  | ({ kind: 'typing'; key: string } & InRun)
  /** A message that was deleted: it takes no place, and what stood there closes up. [D14] */
  | ({ kind: 'gone'; key: string; message: Message } & InRun)

/**
 * Lays a timeline out: stored items, then what still waits to be sent, then who types. A message that is
 * acknowledged, or a turn that speaks, thus stays where it is. [W1]
 */
export function rowsOf(
  timeline: readonly TimelineItem[],
  typists: readonly Typist[],
  pending: readonly PendingMessage[],
  me: MemberId,
  unreadFrom?: EventId,
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
    if (item.deleted === true) {
      if (item.kind === 'message')
        rows.push(
          inRun({ kind: 'gone', key: freshKey(item.turn ?? item.id, item.id), message: item, by: item.by }),
        )
      continue
    }
    // A reply that was cut before its first word has nothing to show.
    if (item.kind === 'message' && item.text === '' && !item.attachments && item.status !== 'streaming')
      continue
    if (separates(lastAt, item.at)) rows.push({ kind: 'separator', key: `at-${item.id}`, at: item.at })
    lastAt = item.at
    if (item.id === unreadFrom) rows.push({ kind: 'unread', key: 'unread' })
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
    const key = freshKey(turn ?? `typing-${member}`, `typing-${turn}`)
    rows.push(inRun({ kind: 'typing', key, by: member }))
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

function markRuns(all: Row[]): Row[] {
  const rows = all.filter(({ kind }) => kind !== 'gone')
  const marked = new Map(
    rows.map((row, index) => [
      row,
      'by' in row
        ? { ...row, first: !sameAuthor(rows[index - 1], row), last: !sameAuthor(rows[index + 1], row) }
        : row,
    ]),
  )
  return all.map((row) => marked.get(row) ?? row)
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
    ...(pending.attachments === undefined ? {} : { attachments: [...pending.attachments] }),
    status: 'complete',
    ...(pending.replyTo === undefined ? {} : { replyTo: pending.replyTo }),
    reactions: [],
    foldedTo: 0 as Seq,
  }
  shown.set(pending, message)
  return message
}
