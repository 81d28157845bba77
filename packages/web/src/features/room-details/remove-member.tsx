import { useState } from 'react'
import type { Member, RoomId } from '@parley/protocol'
import { shortName } from '../../shared/names.ts'
import { useCommand } from '../../shared/use-command.ts'

/** Takes a member out of the room, after asking. [R3] */
export function RemoveMember({ room, member }: { room: RoomId; member: Member }) {
  const [asking, setAsking] = useState(false)
  const { run, busy, trouble } = useCommand(room)
  if (!asking) {
    return (
      <button
        type="button"
        aria-label={`Remove ${member.name}`}
        onClick={() => setAsking(true)}
        className="tap rounded-full px-2 py-1 text-[13px] text-soft hover:bg-hover hover:text-red"
      >
        Remove
      </button>
    )
  }
  return (
    <span
      role="group"
      aria-label={`Remove ${member.name}?`}
      className="fade-in flex w-full items-center justify-end gap-4 pt-2 pl-[54px] text-[13px]"
    >
      <span className="mr-auto text-soft">
        {trouble ?? `Remove ${shortName(member.name)} from this room?`}
      </span>
      <button type="button" className="tap text-soft hover:text-ink" onClick={() => setAsking(false)}>
        Keep
      </button>
      <button
        type="button"
        autoFocus
        disabled={busy}
        className="tap font-semibold text-red disabled:opacity-60"
        onClick={() => void run({ type: 'remove-member', member: member.id })}
      >
        Remove
      </button>
    </span>
  )
}
