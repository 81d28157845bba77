import { REACTIONS, TURN_PHASES } from '@parley/protocol'
import type { EventId, MemberId, RoomEvent, Seq, TurnId } from '@parley/protocol'
import fc from 'fast-check'
import { agent, openLog, person, plan } from './log.ts'
import type { LogBook } from './log.ts'

const MESSAGES = ['m1', 'm2', 'm3'].map((id) => id as EventId)
const TURNS = ['t1', 't2'].map((id) => id as TurnId)
const MEMBERS = ['pat', 'ann', 'bob', 'zoe', 'system'] as const

const by = fc.constantFrom(...MEMBERS)
const message = fc.constantFrom(...MESSAGES)
const turn = fc.constantFrom(...TURNS)
const reaction = fc.constantFrom(...REACTIONS)
const call = fc.constantFrom('c1', 'c2')
const LINKS = ['https://a.org/', 'http://b.org'] as const
const text = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom(...LINKS, LINKS.join(' ')))
const status = fc.constantFrom('complete', 'interrupted', 'failed')

/** What is written into a log next; it need not make sense there. */
type Entry = (book: LogBook) => void

const entry: fc.Arbitrary<Entry> = fc.oneof(
  fc.tuple(fc.nat({ max: 20 }), text).map(
    ([upTo, words]): Entry =>
      (book) =>
        book.add('history-summarised', { upTo: upTo as Seq, text: words }, { by: 'system' }),
  ),
  fc.tuple(by, text).map(
    ([author, words]): Entry =>
      (book) =>
        book.add('message-posted', { text: words }, { by: author }),
  ),
  fc.tuple(by, message, turn).map(
    ([author, id, of]): Entry =>
      (book) =>
        isNew(book, id) && book.add('message-started', { turn: of }, { by: author, id }),
  ),
  fc.tuple(by, message, text).map(
    ([author, id, words]): Entry =>
      (book) =>
        isOpen(book, id) && book.add('message-appended', { message: id, text: words }, { by: author }),
  ),
  fc.tuple(by, message, text, status).map(
    ([author, id, words, how]): Entry =>
      (book) =>
        book.add('message-finished', { message: id, text: words, status: how }, { by: author }),
  ),
  fc.tuple(by, message, reaction).map(
    ([author, id, given]): Entry =>
      (book) =>
        book.add('reaction-added', { message: id, reaction: given }, { by: author }),
  ),
  fc.tuple(by, message, reaction).map(
    ([author, id, given]): Entry =>
      (book) =>
        book.add('reaction-removed', { message: id, reaction: given }, { by: author }),
  ),
  fc.tuple(message, fc.subarray([...LINKS], { minLength: 1 })).map(
    ([id, urls]): Entry =>
      (book) =>
        book.add('links-previewed', { message: id, previews: urls.map((url) => ({ url, title: url })) }),
  ),
  by.map(
    (id): Entry =>
      (book) =>
        book.add('member-added', { member: { ...agent('Zoe'), id: id as MemberId } }),
  ),
  by.map(
    (id): Entry =>
      (book) =>
        book.add('member-changed', { member: { ...person('New'), id: id as MemberId } }),
  ),
  by.map(
    (id): Entry =>
      (book) =>
        book.add('member-removed', { member: id as MemberId }),
  ),
  fc.tuple(by, message, text, fc.boolean()).map(
    ([author, id, words, rerun]): Entry =>
      (book) =>
        book.add('message-edited', { message: id, text: words, rerun }, { by: author }),
  ),
  fc.tuple(by, message).map(
    ([author, id]): Entry =>
      (book) =>
        book.add('message-deleted', { message: id }, { by: author }),
  ),
  fc.tuple(by, text).map(([author, words]): Entry => {
    const people = [{ id: author as MemberId, kind: 'agent', name: 'Kim' } as const]
    const item = { kind: 'message', at: 1, by: author as MemberId, text: words, status: 'complete' } as const
    return (book) => book.add('item-imported', { item: { ...item, reactions: [] }, people }, { by: 'pat' })
  }),
  by.map(
    (id): Entry =>
      (book) =>
        book.add('turns-stopped', {}, { by: id }),
  ),
  by.map(
    (id): Entry =>
      (book) =>
        book.add('turn-requested', { intent: 'ask', agents: [id as MemberId] }, { by: 'pat' }),
  ),
  fc.constant<Entry>((book) => book.add('silence-kept', { reasons: [] })),
  fc.tuple(by, turn, call).map(
    ([author, id, of]): Entry =>
      (book) =>
        book.add('tool-called', { turn: id, call: of, tool: 'web_fetch', arguments: '{}' }, { by: author }),
  ),
  fc.tuple(turn, call).map(
    ([id, of]): Entry =>
      (book) =>
        book.add('tool-finished', { turn: id, call: of, status: 'done', result: 'ok', durationMs: 1 }),
  ),
  fc.tuple(turn, call).map(
    ([id, of]): Entry =>
      (book) =>
        book.add('approval-requested', { turn: id, call: of, needed: 2, expiresAt: 9 }),
  ),
  fc.tuple(by, turn, call, fc.constantFrom('approve', 'decline')).map(
    ([author, id, of, decision]): Entry =>
      (book) =>
        book.add('approval-given', { turn: id, call: of, decision }, { by: author }),
  ),
  fc.constantFrom('ambient', 'manual', 'autopilot').map(
    (replyMode): Entry =>
      (book) =>
        book.add('room-changed', { replyMode }),
  ),
  text.map(
    (title): Entry =>
      (book) =>
        book.add('room-changed', { title: title.trim() }),
  ),
  fc.constant<Entry>((book) => book.add('room-deleted', {})),
  fc.constant<Entry>((book) => book.add('room-restored', {})),
  turn.map(
    (id): Entry =>
      (book) =>
        book.add('turn-queued', { plan: plan(id, book.head) }),
  ),
  fc.tuple(turn, fc.constantFrom(...TURN_PHASES.filter((phase) => phase !== 'queued'))).map(
    ([id, phase]): Entry =>
      (book) =>
        book.add('turn-advanced', { turn: id, phase }),
  ),
  turn.map(
    (id): Entry =>
      (book) =>
        book.add('turn-ended', {
          turn: id,
          outcome: 'failed',
          failure: { code: 'internal', message: 'No.', retryable: true },
        }),
  ),
  by.map(
    (id): Entry =>
      (book) =>
        book.add('room-silenced', { member: id as MemberId }),
  ),
  by.map(
    (id): Entry =>
      (book) =>
        book.add('turn-requested', { intent: 'start' }, { by: id }),
  ),
  fc.constant<Entry>((book) => book.add('room-created', { ...book.head.settings, seed: 'again' })),
)

/** Logs of any events, ids unique as the store sees to it. */
export const randomLog = fc.array(entry, { maxLength: 40, size: 'max' }).map((entries) => {
  const book = openLog()
  for (const write of entries) write(book)
  return book
})

function isNew(book: LogBook, id: EventId): boolean {
  return book.events.every((event) => event.id !== id)
}

/** Whoever writes a stream writes no more once it is finished. */
function isOpen(book: LogBook, id: EventId): boolean {
  return book.events.every((event) => event.type !== 'message-finished' || event.data.message !== id)
}

/** As the store has them: the chunks of finished messages are folded away. [C4] */
export function withoutChunks(events: readonly RoomEvent[]): RoomEvent[] {
  const finished = new Set(
    events.flatMap((event) => (event.type === 'message-finished' ? [event.data.message] : [])),
  )
  return events.filter((event) => event.type !== 'message-appended' || !finished.has(event.data.message))
}
