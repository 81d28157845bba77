import { useState } from 'react'
import type { FormEvent } from 'react'
import { LIMITS } from '@parley/protocol'
import type { MemberId, RoomHead, RoomId } from '@parley/protocol'
import { roomTitle } from '@parley/room'
import { useCommand } from '../../shared/use-command.ts'

type RenameRoomProps = { room: RoomId; head: RoomHead; me: MemberId }

/** The room's name and its change; without a name a room is called by its members. [R5] */
export function RenameRoom({ room, head, me }: RenameRoomProps) {
  const [editing, setEditing] = useState(false)
  const [title, setTitle] = useState(head.settings.title)
  const { run, busy, trouble } = useCommand(room)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const same = title.trim() === head.settings.title
    if (same || (await run({ type: 'change-room', changes: { title: title.trim() } }))) setEditing(false)
  }
  if (!editing) {
    return (
      <>
        <h2 className="text-[22px] leading-tight font-bold tracking-tight [overflow-wrap:anywhere]">
          {roomTitle(head, me)}
        </h2>
        <button
          type="button"
          className="tap text-[14px] text-blue hover:underline"
          onClick={() => setEditing(true)}
        >
          Change name
        </button>
      </>
    )
  }
  return (
    <form onSubmit={(event) => void save(event)} className="flex w-full flex-col gap-2">
      <input
        autoFocus
        aria-label="Name of the room"
        placeholder={roomTitle({ ...head, settings: { ...head.settings, title: '' } }, me)}
        maxLength={LIMITS.maxTitleCharacters}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          setEditing(false)
        }}
        className="h-10 w-full rounded-xl bg-raised px-3 text-center text-[16px]"
      />
      <div className="flex justify-center gap-5 text-[14px]">
        <button type="button" className="tap text-soft hover:text-ink" onClick={() => setEditing(false)}>
          Cancel
        </button>
        <button type="submit" disabled={busy} className="tap font-semibold text-blue disabled:opacity-60">
          Save
        </button>
      </div>
      {trouble && <p className="text-[13px] text-red">{trouble}</p>}
    </form>
  )
}
