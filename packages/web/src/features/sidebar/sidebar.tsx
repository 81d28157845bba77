import { useDeferredValue, useState } from 'react'
import type { ReactNode } from 'react'
import type { RoomId } from '@parley/protocol'
import { useMe, useRooms } from '@parley/react'
import { foundRooms } from './found-rooms.ts'
import { ListSkeleton } from './list-skeleton.tsx'
import { NewRoomLink } from './new-room-link.tsx'
import { RoomRow } from './room-row.tsx'
import { SearchField } from './search-field.tsx'
import { ThemeSwitch } from './theme-switch.tsx'
import { Wordmark } from './wordmark.tsx'

type SidebarProps = { selected: RoomId | undefined; loading: boolean; notice?: ReactNode; foot?: ReactNode }

/** The list of rooms with its search; `notice` stands above the list, `foot` below it. [W2] */
export function Sidebar({ selected, loading, notice, foot }: SidebarProps) {
  const me = useMe()
  const rooms = useRooms()
  const [query, setQuery] = useState('')
  const shown = useDeferredValue(query)
  const found = me ? foundRooms(rooms, shown, me.id) : []
  return (
    <div className="flex h-full min-h-0 flex-col border-line bg-sidebar wide:border-r pl-[env(safe-area-inset-left)]">
      <div className="px-4 pt-[max(10px,env(safe-area-inset-top))] pb-2">
        <div className="flex h-11 items-center">
          <Wordmark />
          <ThemeSwitch />
          <NewRoomLink />
        </div>
        <SearchField query={query} onQuery={setQuery} />
      </div>
      {notice}
      <nav aria-label="Rooms" className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-2">
        {loading ? (
          <ListSkeleton />
        ) : (
          <ul>
            {me &&
              found.map((room) => (
                <RoomRow key={room.id} room={room} me={me.id} selected={room.id === selected} />
              ))}
          </ul>
        )}
        {!loading && found.length === 0 && (
          <p className="px-4 py-10 text-center text-[13px] text-soft">
            {shown.trim() === ''
              ? 'No rooms yet. Press n to make one.'
              : `No room matches “${shown.trim()}”.`}
          </p>
        )}
      </nav>
      {foot}
    </div>
  )
}
