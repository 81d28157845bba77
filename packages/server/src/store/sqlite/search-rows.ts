import type { DatabaseSync } from 'node:sqlite'
import type { MemberId, Message, RoomId, Seq } from '@parley/protocol'
import { isSearchable, queryWords, searchSubject, typedWords } from '../search.ts'
import type { MessageInRoom } from '../store.ts'
import type { EventRows } from './event-rows.ts'
import type { ItemRows } from './item-rows.ts'
import type { OpenRooms } from './open-rooms.ts'
import { placeBefore, placeOf } from './place.ts'

/** Bounds how long following the log makes appends wait. */
const EVENTS_AT_A_TIME = 500

/**
 * The full-text index. It follows each room's log from a watermark, when somebody searches there and in small
 * steps, so that no append ever waits for it; what it holds can be thrown away at any time. A row has the
 * place of its message. [M6]
 */
export function createSearchRows(
  database: DatabaseSync,
  rooms: OpenRooms,
  events: EventRows,
  items: ItemRows,
) {
  const mark = database.prepare('SELECT seq FROM search_marks WHERE room = ?')
  const putMark = database.prepare('INSERT OR REPLACE INTO search_marks VALUES (?, ?)')
  const put = database.prepare('INSERT OR REPLACE INTO search (rowid, text) VALUES (?, ?)')
  const remove = database.prepare('DELETE FROM search WHERE rowid = ?')
  const find = database.prepare(
    `SELECT items.item FROM search JOIN items ON items.place = search.rowid
     WHERE search MATCH ? AND search.rowid > ? AND search.rowid < ? ORDER BY bm25(search), search.rowid DESC LIMIT ?`,
  )
  const behind = database.prepare(
    `SELECT rooms.id FROM members
     JOIN heads ON heads.room = members.room AND heads.deleted = 0
     JOIN rooms ON rooms.number = members.room
     LEFT JOIN search_marks ON search_marks.room = members.room
     WHERE members.member = ? AND coalesce(search_marks.seq, 0) < heads.seq LIMIT 1`,
  )
  const findEverywhere = database.prepare(
    `SELECT items.item, rooms.id FROM search JOIN items ON items.place = search.rowid
     JOIN rooms ON rooms.number = search.rowid / ${placeOf(1, 0)}
     JOIN members ON members.room = rooms.number AND members.member = ?
     JOIN heads ON heads.room = rooms.number AND heads.deleted = 0
     WHERE search MATCH ? ORDER BY bm25(search), search.rowid DESC LIMIT ?`,
  )
  return {
    writes: {
      /** Follows the log a little; answers whether there is more. */
      followForSearch: (id: RoomId): boolean => {
        const room = rooms.get(id)
        if (room === undefined) return false
        const after = (mark.get(room.number)?.['seq'] ?? 0) as Seq
        if (after >= room.head.seq) return false
        const page = events.page(room.number, id, after, EVENTS_AT_A_TIME)
        const subjects = new Set(page.flatMap((event) => searchSubject(event) ?? []))
        for (const subject of subjects) {
          const item = items.find(room.number, subject)
          if (item === undefined) continue
          const place = placeOf(room.number, item.seq)
          if (isSearchable(item)) put.run(place, item.text)
          else remove.run(place)
        }
        const isEnd = page.length < EVENTS_AT_A_TIME
        const reached = isEnd ? room.head.seq : (page.at(-1)?.seq ?? room.head.seq)
        putMark.run(room.number, reached)
        return reached < room.head.seq
      },
      /** Forgets the whole index; it is made anew room by room. */
      rebuildSearch: (): void => {
        database.exec('DELETE FROM search; DELETE FROM search_marks;')
      },
    },
    reads: {
      /** A room of this member of whose log the index has not seen the end. */
      roomBehindSearch: (member: MemberId) => behind.get(member)?.['id'] as RoomId | undefined,
      findMessagesEverywhere: (member: MemberId, query: string, limit: number): MessageInRoom[] => {
        const { whole, begun } = typedWords(query)
        const words = [...whole.map((word) => `"${word}"`), ...(begun === undefined ? [] : [`"${begun}"*`])]
        if (words.length === 0) return []
        return findEverywhere
          .all(member, words.join(' AND '), limit)
          .map(({ id, item }) => ({ room: id as RoomId, message: JSON.parse(item as string) as Message }))
          .filter(({ message }) => isSearchable(message))
      },
      findMessages: (id: RoomId, query: string, limit: number): Message[] => {
        const room = rooms.get(id)
        const words = queryWords(query)
        if (room === undefined || words.length === 0) return []
        const match = words.map((word) => `"${word}"`).join(' OR ')
        return find
          .all(match, placeOf(room.number, 0), placeBefore(room.number, Infinity), limit)
          .map(({ item }) => JSON.parse(item as string) as Message)
          .filter(isSearchable)
      },
    },
  }
}
