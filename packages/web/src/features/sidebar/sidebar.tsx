import { Suspense, useCallback, useDeferredValue, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { RoomId } from '@parley/protocol'
import { useMe, useStillRooms } from '@parley/react'
import { later } from '../../shared/later.ts'
import type { RoomAction } from '../../shared/room-actions.ts'
import { ContactsLink } from './contacts-link.tsx'
import { ListSkeleton } from './list-skeleton.tsx'
import { NewRoomLink } from './new-room-link.tsx'
import { ShelfHead } from './list-view.tsx'
import { ArchivedRooms, RoomList } from './room-list.tsx'
import type { Shelf } from './room-list.tsx'
import type { MenuPoint } from './room-menu.tsx'
import { SearchField } from './search-field.tsx'
import { SettingsLink } from './settings-link.tsx'
import { Wordmark } from './wordmark.tsx'

const RoomMenu = later(() => import('./room-menu.tsx').then((module) => module.RoomMenu))
const DeletedRooms = later(() => import('./deleted-rooms.tsx').then((module) => module.DeletedRooms))
const SearchResults = later(() => import('./search-results.tsx').then((module) => module.SearchResults))

/** More than a row's two lines can hold. */
const PREVIEW_CHARACTERS = 200

type SidebarProps = {
  selected: RoomId | undefined
  loading: boolean
  onAct: (action: RoomAction, room: RoomId) => void
  notice?: ReactNode
  foot?: ReactNode
}

/** The list of rooms with its search; `notice` stands above the list, `foot` below it. [W2] */
export function Sidebar({ selected, loading, onAct, notice, foot }: SidebarProps) {
  const me = useMe()
  const rooms = useStillRooms(PREVIEW_CHARACTERS)
  const [query, setQuery] = useState('')
  const [shelf, setShelf] = useState<Shelf>()
  const [menu, setMenu] = useState<{ room: RoomId; at: MenuPoint }>()
  const shown = useDeferredValue(query)
  const onMenu = useCallback((room: RoomId, at: MenuPoint) => setMenu({ room, at }), [])
  const menuRoom = menu && rooms.find(({ id }) => id === menu.room)
  const searching = shown.trim() !== ''
  const list = { rooms, selected, onAct, onMenu }
  return (
    <div
      role="presentation"
      className="flex h-full min-h-0 flex-col border-line bg-sidebar wide:border-r pl-[env(safe-area-inset-left)]"
      onKeyDown={walkResults}
    >
      <div className="px-4 pt-[max(10px,env(safe-area-inset-top))] pb-2">
        <div className="flex h-11 items-center">
          <Wordmark />
          <ContactsLink />
          <SettingsLink />
          <NewRoomLink />
        </div>
        <SearchField query={query} onQuery={setQuery} />
      </div>
      {!searching && shelf === undefined && notice}
      <nav
        aria-label="Rooms"
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-2 max-wide:px-0"
      >
        {loading && <ListSkeleton />}
        {me && !loading && (
          <Suspense fallback={<ListSkeleton />}>
            {searching && <SearchResults query={shown} rooms={rooms} me={me.id} selected={selected} />}
            {!searching && shelf === undefined && <RoomList {...list} me={me.id} onShelf={setShelf} />}
            {!searching && shelf !== undefined && (
              <>
                <ShelfHead words={SHELVES[shelf]} onBack={() => setShelf(undefined)} />
                {shelf === 'archived' && <ArchivedRooms {...list} me={me.id} />}
                {shelf === 'deleted' && <DeletedRooms me={me.id} onRestored={() => setShelf(undefined)} />}
              </>
            )}
          </Suspense>
        )}
      </nav>
      {foot}
      {me && menu && menuRoom && (
        <Suspense>
          <RoomMenu
            room={menuRoom}
            me={me.id}
            at={menu.at}
            onAct={(action) => onAct(action, menuRoom.id)}
            onClose={() => setMenu(undefined)}
          />
        </Suspense>
      )}
    </div>
  )
}

const SHELVES: Record<Shelf, string> = { archived: 'Archived', deleted: 'Recently deleted' }

/** Down and up go from the search field through what was found, and back. [R8, W7] */
function walkResults(event: KeyboardEvent<HTMLElement>): void {
  const field = event.currentTarget.querySelector<HTMLElement>('[data-shortcut="search"]')
  const results = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-result]')]
  if (event.key === 'Enter' && document.activeElement === field) results[0]?.click()
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const stops = [field, ...results]
  const at = stops.indexOf(document.activeElement as HTMLElement)
  if (results.length === 0 || at < 0) return
  event.preventDefault()
  stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus()
}
