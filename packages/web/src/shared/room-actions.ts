import type { MemberId } from '@parley/protocol'
import type { RoomState } from '@parley/client'

export const ROOM_ACTIONS = ['pin', 'mute', 'unread', 'archive', 'delete'] as const
/** What a reader does with a room as a whole; all but `delete` go back and forth. [R5, W2] */
export type RoomAction = (typeof ROOM_ACTIONS)[number]

/** What the reader may do with a room, in the order of the menu, each in its words. */
export function roomActionsOf(
  { view, preferences, unread }: Pick<RoomState, 'view' | 'preferences' | 'unread'>,
  me: MemberId,
): { action: RoomAction; words: string }[] {
  const { pinnedAt, muted, archived } = preferences
  const isOwner = view.head.members.some(({ id, role }) => id === me && role === 'owner')
  const words: Record<RoomAction, string | undefined> = {
    pin: pinnedAt === undefined ? 'Pin' : 'Unpin',
    mute: muted ? 'Show alerts' : 'Hide alerts',
    unread: unread > 0 ? 'Mark as read' : 'Mark as unread',
    archive: archived ? 'Move back to the list' : 'Archive',
    delete: isOwner ? 'Delete' : undefined,
  }
  return ROOM_ACTIONS.flatMap((action) => {
    const said = words[action]
    return said === undefined ? [] : [{ action, words: said }]
  })
}
