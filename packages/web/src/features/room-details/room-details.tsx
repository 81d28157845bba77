import type { MemberId } from '@parley/protocol'
import type { RoomState } from '@parley/client'
import { othersOf, roomTitle } from '@parley/room'
import { AvatarStack } from '../../shared/avatar-stack.tsx'
import { mayModerate } from '../../shared/roles.ts'
import { SheetDialog } from '../../shared/sheet-dialog.tsx'
import { workOf } from '../../shared/turn-work.ts'
import { useWorkspaceAgents } from '../../shared/use-workspace-agents.ts'
import { InvitePeople } from './invite-people/invite-people.tsx'
import { AddMembers } from './add-members.tsx'
import { BudgetFields } from './budget-fields.tsx'
import { DeleteRoom } from './delete-room.tsx'
import { ExportRoom } from './export-room.tsx'
import { LeaveRoom } from './leave-room.tsx'
import { MemberRow } from './member-row.tsx'
import { PaceChoice } from './pace-choice.tsx'
import { RenameRoom } from './rename-room.tsx'
import { ReplyModeChoice } from './reply-mode-choice.tsx'
import { RoomUse } from './room-use.tsx'
import { RunLength } from './run-length.tsx'
import { WebAccess } from './web-access.tsx'

type RoomDetailsProps = { room: RoomState; me: MemberId; onClose: () => void; onDeleted: () => void }

/** Who is in the room and how it behaves. [R3, R5, W2] */
export function RoomDetails({ room, me, onClose, onDeleted }: RoomDetailsProps) {
  const agents = useWorkspaceAgents()
  const { head } = room.view
  const { settings } = head
  const others = othersOf(head, me)
  const mine = head.members.filter(({ id }) => id === me)
  const nameOf = (id: MemberId) =>
    [...head.members, ...agents].find((member) => member.id === id)?.name ?? 'Somebody who left'
  return (
    <SheetDialog title={`Details of ${roomTitle(head, me)}`} onClose={onClose}>
      <div className="flex flex-col gap-5 px-4 pt-1 pb-8 [--avatar-ring:var(--sheet)]">
        <div className="flex flex-col items-center gap-2.5 text-center">
          <AvatarStack faces={others} sizePx={96} />
          <RenameRoom key={head.settings.title} room={room.id} head={head} me={me} />
        </div>
        <section aria-label="Members" className="overflow-hidden rounded-xl bg-raised">
          <ul>
            {[...others, ...mine].map((member) => (
              <MemberRow
                key={member.id}
                head={head}
                member={member}
                me={me}
                agent={agents.find(({ id }) => id === member.id)}
                work={workOf(head, member.id)}
                mayRemove={mayModerate(head, me)}
                here={member.kind === 'person' && room.present.has(member.id)}
              />
            ))}
          </ul>
          <AddMembers room={room.id} members={head.members} />
        </section>
        {mayModerate(head, me) && <InvitePeople room={room.id} />}
        <ReplyModeChoice room={room.id} replyMode={settings.replyMode} />
        <PaceChoice room={room.id} pace={settings.pace} />
        {settings.replyMode !== 'manual' && (
          <RunLength room={room.id} value={settings.maxConsecutiveAgentMessages} />
        )}
        <WebAccess room={room.id} allowed={settings.webAccess !== false} mayChange={mayModerate(head, me)} />
        <BudgetFields key={JSON.stringify(settings.budget)} room={room.id} budget={settings.budget} />
        <RoomUse room={room} nameOf={nameOf} />
        <ExportRoom room={room.id} />
        {head.members.length > 1 && <LeaveRoom room={room.id} me={me} onLeft={onDeleted} />}
        {mine.some(({ role }) => role === 'owner') && <DeleteRoom room={room.id} onDeleted={onDeleted} />}
      </div>
    </SheetDialog>
  )
}
