import type { MemberId, RoomId, RoomPreferences } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { given, NOW, roomOf, say } from './build-room.ts'
import { PEOPLE } from './people.ts'

const [ME, ADA, JULES, MINA] = PEOPLE.map(({ id }) => id) as [MemberId, MemberId, MemberId, MemberId]
const [robin, ada, jules, mina] = PEOPLE
const two = [robin, ada].filter((one) => one !== undefined)
const three = [robin, jules, mina].filter((one) => one !== undefined)

/** At its door somebody waits. */
export const KNOCKED = 'gallery-door' as RoomId

let order = 0

/** A list with everything that a pinned room or a row can show. */
export const LIST_ROOMS: readonly RoomState[] = [
  pinned('snippet', [say(ADA, 'I have counted them again, and there is one more than yesterday.')], {
    members: two,
    unread: 1,
  }),
  pinned('dots', [say(ME, 'Who is there?')], { members: three, typing: [{ member: JULES }] }),
  pinned('given', [say(ME, 'Soup it is.', latest(given('mina:heart')))], { members: three, unread: 1 }),
  pinned('read', [say(MINA, 'Good night!')], { settings: { title: 'Everybody' } }),
  pinned('muted', [say(ADA, 'Twice.')], { members: two, unread: 120 }, { muted: true }),
  pinned('alone', [say(JULES, 'Good.')], { members: [robin, jules].filter((one) => one !== undefined) }),
  roomOf('new', [say(MINA, 'The bread is in the oven, and the kitchen smells of nothing else.')], {
    unread: 2,
    settings: { title: 'Sunday' },
  }),
  roomOf('door', [say(ME, 'Come in, all of you.')], {
    settings: { title: 'Open house', replyMode: 'ambient' },
  }),
  roomOf('busy', [say(ME, 'And now?')], {
    members: two,
    typing: [{ member: ADA }],
    settings: { replyMode: 'manual' },
  }),
  roomOf('quiet', [say(ADA, 'Only if it matters.')], { unread: 4, preferences: { muted: true } }),
]

function pinned(
  name: string,
  items: Parameters<typeof roomOf>[1],
  extras: Parameters<typeof roomOf>[2],
  preferences: RoomPreferences = {},
): RoomState {
  order += 1
  return roomOf(name, items, { ...extras, preferences: { ...preferences, pinnedAt: order } })
}

/** The same given after the message was said. */
function latest({ reactions }: ReturnType<typeof given>): ReturnType<typeof given> {
  return { reactions: reactions.map((one) => ({ ...one, at: NOW })) }
}
