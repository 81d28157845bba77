import type { RoomId } from '@parley/protocol'
import { SwitchRow } from '../../shared/switch-row.tsx'
import { useCommand } from '../../shared/use-command.ts'

type WebAccessProps = { room: RoomId; allowed: boolean; mayChange: boolean }

/** Whether tools of the room's agents reach the web; for owners and moderators to say. [M7] */
export function WebAccess({ room, allowed, mayChange }: WebAccessProps) {
  const { run, busy, trouble } = useCommand(room)
  return (
    <section aria-label="Web access" className="rounded-xl bg-raised px-3.5 py-1.5">
      <SwitchRow
        name="Web access"
        note={
          mayChange
            ? 'Agents that have tools for it may search the web and read its pages.'
            : 'Whether agents may use the web. Owners and moderators say.'
        }
        checked={allowed}
        disabled={!mayChange}
        onChange={(on) => !busy && void run({ type: 'change-room', changes: { webAccess: on } })}
      />
      {trouble && <p className="pb-1.5 text-[13px] text-red">{trouble}</p>}
    </section>
  )
}
