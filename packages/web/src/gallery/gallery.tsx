import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { RoomComposer } from '../app/room-composer.tsx'
import { Conversation } from '../features/conversation/conversation.tsx'
import { ConversationSkeleton } from '../features/conversation/conversation-skeleton.tsx'
import { RoomHeader } from '../features/conversation/room-header.tsx'
import { MessageMenu } from '../features/conversation/message-menu.tsx'
import { NewMessagesPill } from '../features/conversation/new-messages-pill.tsx'
import { NoticeToast } from '../features/message-commands/notice-toast.tsx'
import { ProviderRow } from '../features/settings/provider-row.tsx'
import { Sidebar } from '../features/sidebar/sidebar.tsx'
import { ListSkeleton } from '../features/sidebar/list-skeleton.tsx'
import { RoomList } from '../features/sidebar/room-list.tsx'
import { FactList } from '../features/why/fact-list.tsx'
import { factsOf } from '../features/why/message-facts.ts'
import { UsageView } from '../shared/usage/usage-view.tsx'
import { Avatar } from '../shared/avatar.tsx'
import { AvatarStack } from '../shared/avatar-stack.tsx'
import { LIST_ROOMS } from './list-rooms.ts'
import { ME, PEOPLE } from './people.ts'
import { DEFAULT_MODEL, PROVIDERS } from './providers.ts'
import { MADE, USE } from './use.ts'
import { SCENES } from './scenes.ts'
import type { Scene } from './scenes.ts'

const nothing = () => undefined

/** All pieces, one below the other. */
export function Gallery() {
  return (
    <main className="gallery">
      {SCENES.map((scene) => (
        <Piece key={scene.name} name={scene.name} heightPx={scene.heightPx}>
          <Room scene={scene} />
        </Piece>
      ))}
      <Piece name="list" heightPx={560}>
        <Sidebar selected={SCENES[1]?.room.id} loading={false} onAct={nothing} />
      </Piece>
      <Piece name="pinned" heightPx={620}>
        <div className="h-full bg-sidebar p-2">
          <RoomList
            rooms={LIST_ROOMS}
            me={ME}
            selected={undefined}
            onAct={nothing}
            onMenu={nothing}
            onShelf={nothing}
          />
        </div>
      </Piece>
      <Piece name="menu" heightPx={420}>
        <div data-scroller className="h-full pt-16 pl-6">
          <div className="relative w-fit">
            <span className="bubble block">A message</span>
            <MessageMenu
              own={false}
              author="Ada"
              chosen="heart"
              actions={['copy', 'edit', 'edit-rerun', 'why', 'delete']}
              onReact={nothing}
              onAct={nothing}
              onClose={nothing}
            />
          </div>
        </div>
      </Piece>
      <Piece name="notices" heightPx={240}>
        <div className="absolute inset-x-0 top-16">
          <NoticeToast notice={{ kind: 'deleted' } as never} onUndo={nothing} />
        </div>
        <div className="absolute inset-x-0 top-32">
          <NoticeToast notice={{ kind: 'told', sentence: 'That did not work.' }} onUndo={nothing} />
        </div>
        <div className="absolute inset-x-0 top-52">
          <NewMessagesPill count={3} onGo={nothing} />
        </div>
      </Piece>
      <Piece name="waiting" heightPx={420}>
        <ConversationSkeleton />
      </Piece>
      <Piece name="waiting-list" heightPx={420}>
        <ListSkeleton />
      </Piece>
      <Piece name="use" heightPx={620}>
        <div className="bg-raised p-4">
          <UsageView report={USE} nameOf={(id) => PEOPLE.find((one) => one.id === id)?.name ?? 'Somebody'} />
        </div>
      </Piece>
      <Piece name="providers" heightPx={345}>
        <Pressed buttons="Test">
          <ul aria-label="Providers" className="bg-raised p-4">
            {PROVIDERS.map((provider) => (
              <ProviderRow key={provider.id} provider={provider} workspaceDefault={DEFAULT_MODEL} />
            ))}
          </ul>
        </Pressed>
      </Piece>
      <Piece name="facts" heightPx={230}>
        <div className="p-4">
          <FactList facts={factsOf(MADE)} />
        </div>
      </Piece>
      <Piece name="faces" heightPx={130}>
        <div className="flex flex-wrap items-center gap-4 p-4">
          {[1, 2, 3].map((count) => (
            <AvatarStack key={count} faces={PEOPLE.slice(1, 1 + count)} sizePx={72} />
          ))}
          {PEOPLE.map((person) => (
            <Avatar key={person.id} face={person} sizePx={28} />
          ))}
        </div>
      </Piece>
    </main>
  )
}

function Piece({ name, heightPx, children }: { name: string; heightPx: number; children: ReactNode }) {
  return (
    <section aria-label={name}>
      <h2>{name}</h2>
      <div data-piece={name} className="gallery-piece" style={{ height: heightPx }}>
        {children}
      </div>
    </section>
  )
}

/** Presses, once, every button of what it holds whose label begins so. */
function Pressed({ buttons, children }: { buttons: string; children: ReactNode }) {
  const held = useRef<HTMLDivElement>(null)
  useEffect(() => {
    for (const button of held.current?.querySelectorAll<HTMLElement>(`[aria-label^="${buttons}"]`) ?? [])
      button.click()
  }, [buttons])
  return <div ref={held}>{children}</div>
}

function Room({ scene: { room } }: { scene: Scene }) {
  return (
    <Conversation
      room={room}
      me={ME}
      active={false}
      target={undefined}
      header={<RoomHeader room={room} me={ME} onDetails={nothing} />}
      composer={
        <RoomComposer
          room={room}
          me={ME}
          autoFocus={false}
          replyTo={undefined}
          onReplyTo={nothing}
          editing={undefined}
          onEditing={nothing}
        />
      }
      onAct={nothing}
      onWhy={nothing}
      onJump={nothing}
      onSettings={nothing}
    />
  )
}
