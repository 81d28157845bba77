import { useState } from 'react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Agent, Attachment, MemberId, ReplyMode, RoomId } from '@parley/protocol'
import { useParley } from '@parley/react'
import { Composer } from '../features/composer/composer.tsx'
import { Greeting } from '../features/new-room/greeting.tsx'
import { ImportRooms } from '../features/new-room/import-rooms.tsx'
import { NewRoomMode } from '../features/new-room/new-room-mode.tsx'
import { StartButton } from '../features/new-room/start-button.tsx'
import { ToField } from '../features/new-room/to-field.tsx'
import { BackLink } from '../shared/back-link.tsx'
import { useDeviceSettings } from '../shared/device-settings.ts'
import { useWorkspaceAgents } from '../shared/use-workspace-agents.ts'

/** Whom to talk to, then the first message: that makes the room. [W2, R2] */
export function NewRoomScreen() {
  const client = useParley()
  const navigate = useNavigate()
  const agents = useWorkspaceAgents()
  const { with: invited } = useSearch({ strict: false })
  const { pace } = useDeviceSettings()
  const [picked, setChosen] = useState<readonly Agent[]>()
  const chosen = picked ?? agents.filter(({ id }) => id === invited)
  const [replyMode, setReplyMode] = useState<ReplyMode>('autopilot')
  const [greeter, setGreeter] = useState<MemberId>()
  const members = chosen.map(({ id }) => id)
  const greeters = chosen.filter(({ firstMessage }) => firstMessage)
  const open = (roomId: RoomId) => navigate({ to: '/r/$roomId', params: { roomId }, replace: true })
  const create = async (text?: string, attachments: readonly Attachment[] = []) => {
    const room = await client.createRoom({
      members,
      replyMode,
      ...(greeter !== undefined && members.includes(greeter) ? { greeter } : {}),
      ...(pace === undefined ? {} : { pace }),
      ...(text === undefined || text === '' ? {} : { text }),
      attachments,
    })
    await open(room)
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
      {chosen.length === 0 && <ImportRooms onOpen={(roomId) => void open(roomId)} />}
      {greeters.map((agent) => (
        <Greeting
          key={agent.id}
          agent={agent}
          chosen={greeter === agent.id}
          onChoose={(on) => setGreeter(on ? agent.id : undefined)}
        />
      ))}
      {chosen.length > 0 && <NewRoomMode replyMode={replyMode} onChoose={setReplyMode} />}
      {chosen.length > 1 && replyMode !== 'manual' && <StartButton onStart={() => create()} />}
      <Composer
        draft="new"
        label="First message"
        autoFocus={false}
        {...(chosen.length === 0 ? { missing: 'Choose at least one person to talk to.' } : {})}
        filesTo="/api/attachments"
        onSend={create}
      />
    </section>
  )
}

function focusComposer(): void {
  document.querySelector<HTMLElement>('[data-shortcut="composer"]')?.focus()
}
