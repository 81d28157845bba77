import { useState } from 'react'
import type { RoomId } from '@parley/protocol'
import { SwitchRow } from '../../shared/switch-row.tsx'
import { useCommand } from '../../shared/use-command.ts'

type WebAccessProps = { room: RoomId; allowed: boolean; mayChange: boolean }

/** Whether tools of the room's agents reach the web; for owners and moderators to say. [M7] */
export function WebAccess({ room, allowed, mayChange }: WebAccessProps) {
  const { run, trouble } = useCommand(room)
  /** What was chosen and is on its way. */
  const [chosen, setChosen] = useState<boolean>()
  const choose = async (on: boolean) => {
    setChosen(on)
    await run({ type: 'change-room', changes: { webAccess: on } })
    setChosen(undefined)
  }
  return (
    <section aria-label="Web access" className="rounded-xl bg-raised px-3.5 py-1.5">
      <SwitchRow
        name="Web access"
        note={
          mayChange
            ? 'Agents that have tools for it may search the web and read its pages.'
            : 'Whether agents may use the web. Owners and moderators say.'
        }
        checked={chosen ?? allowed}
        disabled={!mayChange}
        onChange={(on) => chosen === undefined && void choose(on)}
      />
      {trouble && <p className="pb-1.5 text-[13px] text-red">{trouble}</p>}
    </section>
  )
}
