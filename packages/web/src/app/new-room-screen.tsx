import { useState } from 'react'
import { useSearch } from 'wouter/use-browser-location'
import type { Attachment, MemberId, ReplyMode, RoomId } from '@parley/protocol'
import { useParley } from '@parley/react'
import { Composer } from '../features/composer/composer.tsx'
import { focusComposer } from '../features/composer/focus-composer.ts'
import { Greeting } from '../features/new-room/greeting.tsx'
import { ImportRooms } from '../features/new-room/import-rooms.tsx'
import { NewRoomMode } from '../features/new-room/new-room-mode.tsx'
import { StartButton } from '../features/new-room/start-button.tsx'
import { ToField } from '../features/new-room/to-field.tsx'
import { BackLink } from '../shared/back-link.tsx'
import type { Contact } from '../shared/contacts.ts'
import { useDeviceSettings } from '../shared/device-settings.ts'
import { go, roomPath } from '../shared/navigation.ts'
import { useContacts } from '../shared/use-contacts.ts'
import { useWorkspaceAgents } from '../shared/use-workspace-agents.ts'
import { OnItsWay } from './on-its-way.tsx'
import { NEW_ROOM_DRAFT, useRoomStart } from './use-room-start.ts'

/** Whom to talk to, then the first message: that makes the room. [W2, R2] */
export function NewRoomScreen() {
  const client = useParley()
  const agents = useWorkspaceAgents()
  const invited = new URLSearchParams(useSearch()).get('with')
  const { pace } = useDeviceSettings()
  const contacts = useContacts()
  const [picked, setChosen] = useState<readonly Contact[]>()
  const chosen = picked ?? contacts.filter(({ id }) => id === invited)
  const [wantedMode, setReplyMode] = useState<ReplyMode>('autopilot')
  const [greeter, setGreeter] = useState<MemberId>()
  const members = chosen.map(({ id }) => id)
  const theirAgents = agents.filter(({ id }) => members.includes(id))
  const greeters = theirAgents.filter(({ firstMessage }) => firstMessage)
  // Where no agent is, none can reply by itself.
  const replyMode = theirAgents.length === 0 ? 'manual' : wantedMode
  const open = (room: RoomId) => go(roomPath(room), { replace: true })
  const make = (text: string, attachments: readonly Attachment[]) =>
    client.createRoom({
      members,
      replyMode,
      ...(greeter !== undefined && members.includes(greeter) ? { greeter } : {}),
      ...(pace === undefined ? {} : { pace }),
      ...(text === '' ? {} : { text }),
      attachments,
    })
  const { said, start } = useRoomStart(make, (room, hasWords) => {
    open(room)
    // Should this fail, the room itself offers to start again.
    if (!hasWords) client.command(room, { type: 'request-turn', intent: 'start' }).catch(() => undefined)
  })
  const isOpen = said.length === 0
  return (
    <section aria-label="New room" className="flex h-full flex-col pt-[env(safe-area-inset-top)]">
      <div className="relative grid h-12 shrink-0 place-items-center border-b border-line wide:hidden">
        <BackLink current={undefined} />
        <h1 className="text-[15px] font-semibold">New room</h1>
      </div>
      <div className="flex min-h-0 flex-1 flex-col">
        <ToField
          contacts={contacts}
          chosen={chosen}
          onChosen={setChosen}
          onDone={focusComposer}
          closed={!isOpen}
        />
        {!isOpen && <OnItsWay said={said} />}
      </div>
      {chosen.length === 0 && <ImportRooms onOpen={open} />}
      {isOpen &&
        greeters.map((agent) => (
          <Greeting
            key={agent.id}
            agent={agent}
            chosen={greeter === agent.id}
            onChoose={(on) => setGreeter(on ? agent.id : undefined)}
          />
        ))}
      {isOpen && theirAgents.length > 0 && <NewRoomMode replyMode={replyMode} onChoose={setReplyMode} />}
      {isOpen && theirAgents.length > 1 && replyMode !== 'manual' && <StartButton onStart={() => start()} />}
      <Composer
        draft={NEW_ROOM_DRAFT}
        label="First message"
        autoFocus={false}
        {...(chosen.length === 0 ? { missing: 'Choose at least one person to talk to.' } : {})}
        filesTo="/api/attachments"
        onSend={start}
      />
    </section>
  )
}
