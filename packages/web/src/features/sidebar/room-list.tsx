import type { MemberId, RoomId } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { arrangeRooms } from '../../shared/arrange-rooms.ts'
import { PinnedRoom } from './pinned-room.tsx'
import { RoomRow } from './room-row.tsx'
import type { RoomEntryProps } from './room-row.tsx'
import { ShelfButton } from './list-view.tsx'

export type Shelf = 'archived' | 'deleted'

type RoomListProps = Pick<RoomEntryProps, 'onAct' | 'onMenu'> & {
  rooms: readonly RoomState[]
  me: MemberId
  selected: RoomId | undefined
  onShelf: (shelf: Shelf) => void
}

/** Pinned rooms three in a row, then all others, then the ways to what was put away. [W2] */
export function RoomList({ rooms, me, selected, onAct, onMenu, onShelf }: RoomListProps) {
  const { pinned, listed, archived } = arrangeRooms(rooms)
  const entry = (room: RoomState) => ({ room, me, selected: room.id === selected, onAct, onMenu })
  return (
    <>
      {pinned.length > 0 && (
        <ul aria-label="Pinned" className="grid grid-cols-3 gap-1 pb-2 max-wide:px-2">
          {pinned.map((room) => (
            <PinnedRoom key={room.id} {...entry(room)} />
          ))}
        </ul>
      )}
      <ul>
        {listed.map((room) => (
          <RoomRow key={room.id} {...entry(room)} />
        ))}
      </ul>
      {rooms.length === 0 && (
        <p className="px-4 py-10 text-center text-[13px] text-soft">No rooms yet. Press n to make one.</p>
      )}
      <div className="pt-2">
        {archived.length > 0 && (
          <ShelfButton words="Archived" count={archived.length} onOpen={() => onShelf('archived')} />
        )}
        <ShelfButton words="Recently deleted" onOpen={() => onShelf('deleted')} />
      </div>
    </>
  )
}

/** The rooms that were archived. */
export function ArchivedRooms({ rooms, me, selected, onAct, onMenu }: Omit<RoomListProps, 'onShelf'>) {
  const { archived } = arrangeRooms(rooms)
  if (archived.length === 0)
    return <p className="px-4 py-10 text-center text-[13px] text-soft">Nothing is archived.</p>
  return (
    <ul>
      {archived.map((room) => (
        <RoomRow key={room.id} {...{ room, me, selected: room.id === selected, onAct, onMenu }} />
      ))}
    </ul>
  )
}
