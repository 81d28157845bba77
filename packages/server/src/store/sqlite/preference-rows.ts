import type { DatabaseSync } from 'node:sqlite'
import { changePreferences } from '@parley/protocol'
import type { KeptPreferences, MemberId, PreferenceChange, RoomId, RoomPreferences } from '@parley/protocol'

/** How members keep rooms. [R5] */
export function createPreferenceRows(database: DatabaseSync) {
  const one = database.prepare(
    `SELECT members.room, preferences.json FROM members
     JOIN rooms ON rooms.number = members.room
     LEFT JOIN preferences ON preferences.room = members.room AND preferences.member = members.member
     WHERE rooms.id = ? AND members.member = ?`,
  )
  const put = database.prepare('REPLACE INTO preferences VALUES (?, ?, ?)')
  const all = database.prepare(
    `SELECT rooms.id, preferences.json FROM members
     JOIN heads ON heads.room = members.room AND heads.deleted = 0
     JOIN rooms ON rooms.number = members.room
     JOIN preferences ON preferences.room = members.room AND preferences.member = members.member
     WHERE members.member = ?`,
  )
  return {
    writes: {
      putPreferences: (
        room: RoomId,
        member: MemberId,
        change: PreferenceChange,
        now: number,
      ): RoomPreferences | undefined => {
        const row = one.get(room, member) as { room: number; json: string | null } | undefined
        if (row === undefined) return undefined
        const before: RoomPreferences = row.json === null ? {} : JSON.parse(row.json)
        const preferences = changePreferences(before, change, now)
        put.run(row.room, member, JSON.stringify(preferences))
        return preferences
      },
    },
    reads: {
      readPreferences: (member: MemberId): KeptPreferences[] =>
        all
          .all(member)
          .map(({ id, json }) => ({ room: id as RoomId, preferences: JSON.parse(json as string) }))
          .filter(({ preferences }) => Object.keys(preferences).length > 0),
    },
  }
}
