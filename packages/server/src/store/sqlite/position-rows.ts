import type { DatabaseSync } from 'node:sqlite'
import type { MemberId, Reading, RoomId, Seq } from '@parley/protocol'
import { MOST_UNREAD } from '../sequencing.ts'
import type { Position } from '../store.ts'
import { placeBefore, placeOf, seqOf } from './place.ts'

/** Read positions, and what is unread by them. [C6] */
export function createPositionRows(database: DatabaseSync) {
  const put = (merge: string) =>
    database.prepare(
      `INSERT INTO positions SELECT members.room, members.member, ? FROM members
       JOIN rooms ON rooms.number = members.room WHERE rooms.id = ? AND members.member = ?
       ON CONFLICT (room, member) DO UPDATE SET seq = ${merge}`,
    )
  const forward = put('max(seq, excluded.seq)')
  const anywhere = put('excluded.seq')
  const positions = database.prepare(
    `SELECT positions.member, positions.seq FROM positions
     JOIN rooms ON rooms.number = positions.room
     JOIN members ON members.room = positions.room AND members.member = positions.member
     WHERE rooms.id = ?`,
  )
  const rooms = database.prepare(
    `SELECT rooms.id, rooms.number, members.place, heads.seq AS head, positions.seq FROM members
     JOIN heads ON heads.room = members.room AND heads.deleted = 0
     JOIN rooms ON rooms.number = members.room
     LEFT JOIN positions ON positions.room = members.room AND positions.member = members.member
     WHERE members.member = ?`,
  )
  const unread = database.prepare(
    `SELECT count(*) AS unread FROM (
       SELECT 1 FROM items WHERE place > ? AND place < ?
       AND json_extract(item, '$.kind') = 'message' AND json_extract(item, '$.by') <> ?
       AND json_extract(item, '$.deleted') IS NOT 1 LIMIT ${MOST_UNREAD})`,
  )

  return {
    writes: {
      putPositions: (given: readonly Position[]) => {
        for (const { room, member, seq, back } of given) (back ? anywhere : forward).run(seq, room, member)
      },
    },
    reads: {
      readPositions: (room: RoomId) =>
        positions.all(room).map(({ member, seq }) => ({ member: member as MemberId, seq: seq as Seq })),
      readUnread: (member: MemberId): Reading[] =>
        (rooms.all(member) as RoomRow[]).map(({ id, number, place, head, seq }) => {
          const position = (seq ?? seqOf(place)) as Seq
          const isBehind = position < head
          const row = isBehind
            ? unread.get(placeOf(number, position), placeBefore(number, Infinity), member)
            : undefined
          return { room: id, position, unread: Number(row?.['unread'] ?? 0) }
        }),
    },
  }
}

type RoomRow = { id: RoomId; number: number; place: number; head: number; seq: number | null }
