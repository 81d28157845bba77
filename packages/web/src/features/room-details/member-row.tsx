import type { Agent, Member, MemberId, RoomHead } from '@parley/protocol'
import { Avatar } from '../../shared/avatar.tsx'
import { AskMember } from './ask-member.tsx'
import type { AgentWork } from '../../shared/turn-work.ts'
import { RoleChoice } from './role-choice.tsx'
import { RemoveMember } from './remove-member.tsx'

type MemberRowProps = {
  head: RoomHead
  member: Member
  me: MemberId
  agent: Agent | undefined
  work: AgentWork
  mayRemove: boolean
  /** A person who is connected now. */
  here: boolean
}

/** One member, with what they are; starter agents are labelled as AI impressions. [A2, R3] */
export function MemberRow({ head, member, me, agent, work, mayRemove, here }: MemberRowProps) {
  const title = member.id === me ? 'You' : (member.title ?? '')
  return (
    <li className="flex min-h-[62px] flex-wrap items-center gap-x-3 border-b border-line py-2 pr-3 pl-3.5">
      <Avatar face={member} sizePx={42} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-[15px] font-medium">{member.name}</span>
        <span className="block text-[12.5px] leading-[16px] text-soft">
          {title}
          {member.paused && ' · paused'}
          {here && member.id !== me && (title === '' ? 'here now' : ' · here now')}
        </span>
        {agent?.starter && (
          <span className="mt-1 inline-block rounded-full bg-field px-2 text-[11px] leading-[17px] whitespace-nowrap text-soft">
            AI impression
          </span>
        )}
      </span>
      {member.kind === 'agent' && <AskMember room={head.id} agent={member} work={work} />}
      <RoleChoice head={head} member={member} me={me} />
      {member.id !== me && mayRemove && <RemoveMember room={head.id} member={member} />}
    </li>
  )
}
