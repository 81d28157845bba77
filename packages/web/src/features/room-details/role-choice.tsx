import type { Member, MemberId, Role, RoomHead } from '@parley/protocol'
import { useCommand } from '../../shared/use-command.ts'

const WORDS: Record<Role, string> = {
  owner: 'Owner',
  moderator: 'Moderator',
  member: 'Member',
  viewer: 'Viewer',
}

type RoleChoiceProps = { head: RoomHead; member: Member; me: MemberId }

/** What somebody may do in the room; owners and moderators change it. Plain members need no word. [R4] */
export function RoleChoice({ head, member, me }: RoleChoiceProps) {
  const { run, busy, trouble } = useCommand(head.id)
  const roles = rolesToGive(head, member, me)
  if (roles.length === 0) {
    const people = head.members.filter(({ kind }) => kind === 'person').length
    return member.role === 'member' || people === 1 ? null : (
      <span className="text-[12.5px] text-soft">{WORDS[member.role]}</span>
    )
  }
  return (
    <>
      <select
        aria-label={`Role of ${member.name}`}
        value={member.role}
        disabled={busy}
        onChange={(event) =>
          void run({ type: 'change-role', member: member.id, role: event.target.value as Role })
        }
        className="rounded-full bg-transparent px-1 py-1 text-[13px] text-soft hover:bg-hover"
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {WORDS[role]}
          </option>
        ))}
      </select>
      {trouble && <span className="w-full pt-1 text-right text-[13px] text-red">{trouble}</span>}
    </>
  )
}

/** The choices of whoever looks; none: it is not theirs to choose. */
function rolesToGive({ members }: RoomHead, member: Member, me: MemberId): Role[] {
  const own = members.find(({ id }) => id === me)?.role
  const others = members.filter(({ id, kind }) => kind === 'person' && id !== member.id)
  // Alone among agents there is nobody to tell apart, and the only owner stays that.
  if (member.kind === 'agent' || others.length === 0) return []
  if (member.role === 'owner' && !others.some(({ role }) => role === 'owner')) return []
  if (own === 'owner') return ['owner', 'moderator', 'member', 'viewer']
  const isRuled = member.role === 'member' || member.role === 'viewer'
  return own === 'moderator' && isRuled ? ['member', 'viewer'] : []
}
