import type { PreferenceChange, RoomPreferences } from './preferences.ts'

/** Preferences after a change that was asked for at `now`. Archived rooms are not pinned. */
export function changePreferences(
  before: RoomPreferences,
  { pinned, muted, archived }: PreferenceChange,
  now: number,
): RoomPreferences {
  const isArchived = archived ?? (pinned === true ? false : before.archived === true)
  const isPinned = !isArchived && (pinned ?? before.pinnedAt !== undefined)
  return {
    ...(isPinned ? { pinnedAt: before.pinnedAt ?? now } : {}),
    ...((muted ?? before.muted) ? { muted: true } : {}),
    ...(isArchived ? { archived: true } : {}),
  }
}
