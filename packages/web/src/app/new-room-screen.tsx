import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import type { Agent } from '@parley/protocol'
import { useParley } from '@parley/react'
import { Composer } from '../features/composer/composer.tsx'
import { StartButton } from '../features/new-room/start-button.tsx'
import { ToField } from '../features/new-room/to-field.tsx'
import { BackLink } from '../shared/back-link.tsx'
import { useWorkspaceAgents } from '../shared/use-workspace-agents.ts'

/** Whom to talk to, then the first message: that makes the room. [W2, R2] */
export function NewRoomScreen() {
  const client = useParley()
  const navigate = useNavigate()
  const agents = useWorkspaceAgents()
  const [chosen, setChosen] = useState<readonly Agent[]>([])
  const members = chosen.map(({ id }) => id)
  const create = async (text?: string) => {
    const room = await client.createRoom({ members, ...(text === undefined ? {} : { text }) })
    await navigate({ to: '/r/$roomId', params: { roomId: room }, replace: true })
    // Should this fail, the room itself offers to start again.
    if (text === undefined)
      client.command(room, { type: 'request-turn', intent: 'start' }).catch(() => undefined)
  }
  return (
    <section aria-label="New room" className="flex h-full flex-col pt-[env(safe-area-inset-top)]">
      <div className="relative grid h-12 shrink-0 place-items-center border-b border-line wide:hidden">
        <BackLink current={undefined} />
        <h1 className="text-[15px] font-semibold">New room</h1>
      </div>
      <div className="flex min-h-0 flex-1 flex-col">
        <ToField agents={agents} chosen={chosen} onChosen={setChosen} onDone={focusComposer} />
      </div>
      {chosen.length > 1 && <StartButton onStart={() => create()} />}
      <Composer
        draft="new"
        label="First message"
        autoFocus={false}
        {...(chosen.length === 0 ? { missing: 'Choose at least one person to talk to.' } : {})}
        onSend={create}
      />
    </section>
  )
}

function focusComposer(): void {
  document.querySelector<HTMLElement>('[data-shortcut="composer"]')?.focus()
}
